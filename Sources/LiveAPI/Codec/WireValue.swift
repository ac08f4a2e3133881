// SPDX-License-Identifier: Apache-2.0

/// Anything a field can hold.
protocol WireValue: Sendable {
    /// What a decoding issue says the field takes: "an integer".
    static var expectation: String { get }
    /// Reads the value of a JSON node that is not null; nil when it has the wrong type.
    static func read(at node: Int, with decoder: inout MessageDecoder) -> Self?
    func write(to encoder: inout MessageEncoder)
}

/// A value with a default that means the same as absence, as in protobuf.
protocol WireDefault: WireValue, Equatable {
    static var absent: Self { get }
}

extension String: WireDefault {
    static var expectation: String { "a string" }
    static var absent: String { "" }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> String? {
        decoder.document.string(at: node)
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(self) }
}

extension Bool: WireDefault {
    static var expectation: String { "true or false" }
    static var absent: Bool { false }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> Bool? {
        switch decoder.document.kind(at: node) {
        case .true: true
        case .false: false
        default: nil
        }
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(self) }
}

extension Int64: WireValue {
    static var expectation: String { "an integer" }

    /// Accepts `3`, `3.0` and `"3"`: clients write all of them.
    static func read(at node: Int, with decoder: inout MessageDecoder) -> Int64? {
        let document = decoder.document
        switch document.kind(at: node) {
        case .integer: return document.integer(at: node)
        case .double: return document.double(at: node).flatMap { Int64(exactly: $0) }
        case .string: return document.string(at: node).flatMap { Int64($0) }
        default: return nil
        }
    }

    /// As a string, like protobuf: JavaScript cannot hold every 64-bit number.
    func write(to encoder: inout MessageEncoder) { encoder.json.write(String(self)) }
}

extension Int: WireDefault {
    static var expectation: String { "an integer" }
    static var absent: Int { 0 }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> Int? {
        Int64.read(at: node, with: &decoder).flatMap { Int(exactly: $0) }
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(Int64(self)) }
}

extension Double: WireValue {
    static var expectation: String { "a number" }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> Double? {
        let document = decoder.document
        switch document.kind(at: node) {
        case .integer, .double: return document.double(at: node)
        case .string:
            return document.string(at: node).flatMap { Double($0) }.flatMap {
                $0.isFinite ? $0 : nil
            }
        default: return nil
        }
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(self) }
}

extension Array: WireDefault, WireValue where Element == UInt8 {
    static var expectation: String { "base64" }
    static var absent: [UInt8] { [] }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> [UInt8]? {
        decoder.document.withText(at: node) { Base64.decode($0) } ?? nil
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(base64: self) }
}

extension JSONValue: WireValue {
    static var expectation: String { "any value" }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> JSONValue? {
        decoder.document.value(at: node)
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(self) }
}

extension JSONObject: WireDefault {
    static var expectation: String { "an object" }
    static var absent: JSONObject { JSONObject() }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> JSONObject? {
        decoder.document.value(at: node).objectValue
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(.object(self)) }
}
