// SPDX-License-Identifier: Apache-2.0

/// Walks the fields of a message: once per member to read it, once to write it.
///
/// Each message lists its fields in one place, so reading and writing cannot drift apart.
protocol FieldVisitor {
    /// A field that may be absent.
    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout Value?)
    /// A field whose default means the same as absence.
    mutating func field<Value: WireDefault>(_ name: StaticString, _ value: inout Value)
    /// A list, which is absent when it is empty.
    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout [Value])
    /// A field that is written even when it has its default, because readers look for it.
    mutating func always<Value: WireDefault>(_ name: StaticString, _ value: inout Value)
    /// A list that is written even when it is empty, because emptiness says something.
    mutating func always<Value: WireValue>(_ name: StaticString, _ value: inout [Value])
    /// A content that clients also write as a bare string.
    mutating func contentOrText(_ name: StaticString, _ value: inout Content?)
}

extension FieldVisitor {
    mutating func always<Value: WireDefault>(_ name: StaticString, _ value: inout Value) {
        field(name, &value)
    }

    mutating func always<Value: WireValue>(_ name: StaticString, _ value: inout [Value]) {
        field(name, &value)
    }

    mutating func contentOrText(_ name: StaticString, _ value: inout Content?) {
        field(name, &value)
    }
}

/// A message made of fields.
protocol WireObject: WireValue {
    init()
    mutating func visitFields(_ fields: inout some FieldVisitor)
    /// Called when every member has been read.
    mutating func didRead()
}

extension WireObject {
    static var expectation: String { "an object" }

    mutating func didRead() {}

    static func read(at node: Int, with decoder: inout MessageDecoder) -> Self? {
        guard decoder.document.kind(at: node) == .object else { return nil }
        var message = Self()
        decoder.readMembers(of: node, into: &message)
        return message
    }

    func write(to encoder: inout MessageEncoder) {
        encoder.writeObject(self)
    }
}
