// SPDX-License-Identifier: Apache-2.0

/// An enum of the API.
///
/// Values this codec does not know are kept under their wire name.
package protocol WireEnum: Sendable, Equatable {
    /// The known values in the order of their protobuf numbers, from 0.
    static var names: [(value: Self, name: String)] { get }
    static var unspecified: Self { get }
    static func unrecognized(_ name: String) -> Self
    /// The wire name of a value that is not among `names`.
    var unrecognizedName: String? { get }
}

extension WireEnum {
    /// The value of a wire name such as `NO_INTERRUPTION`.
    package init(wireName: String) {
        self = Self.names.first { $0.name == wireName }?.value ?? .unrecognized(wireName)
    }

    /// The name the API gives the value.
    package var wireName: String {
        unrecognizedName ?? Self.names.first { $0.value == self }?.name ?? ""
    }
}

extension WireEnum where Self: WireDefault {
    static var expectation: String { "the name of an enum value" }
    static var absent: Self { .unspecified }

    /// Accepts a name or, as protobuf does, a number.
    static func read(at node: Int, with decoder: inout MessageDecoder) -> Self? {
        let document = decoder.document
        if let name = document.string(at: node) { return Self(wireName: name) }
        guard document.kind(at: node) == .integer, let number = document.integer(at: node)
        else { return nil }
        guard let index = Int(exactly: number), names.indices.contains(index)
        else { return .unrecognized(String(number)) }
        return names[index].value
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(wireName) }
}
