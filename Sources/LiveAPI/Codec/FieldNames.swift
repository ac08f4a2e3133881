// SPDX-License-Identifier: Apache-2.0

/// Collects the names of the fields a message holds.
struct FieldNames: FieldVisitor {
    private var names: [String] = []

    static func present(in message: some WireObject) -> [String] {
        var collector = FieldNames()
        var copy = message
        copy.visitFields(&collector)
        return collector.names
    }

    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout Value?) {
        if value != nil { names.append(name.description) }
    }

    mutating func field<Value: WireDefault>(_ name: StaticString, _ value: inout Value) {
        if value != .absent { names.append(name.description) }
    }

    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout [Value]) {
        if !value.isEmpty { names.append(name.description) }
    }
}
