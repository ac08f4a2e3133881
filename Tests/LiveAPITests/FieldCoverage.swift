// SPDX-License-Identifier: Apache-2.0

@testable import LiveAPI

/// Notes which fields the visited messages have, and which of them were ever present.
struct FieldCoverage: FieldVisitor {
    private(set) var known: Set<String> = []
    private(set) var present: Set<String> = []
    private var owner = ""

    mutating func visit(_ message: some WireObject) {
        let outer = owner
        owner = "\(type(of: message))"
        var copy = message
        copy.visitFields(&self)
        owner = outer
    }

    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout Value?) {
        note(name, isPresent: value != nil)
        if let object = value as? any WireObject { visit(object) }
    }

    mutating func field<Value: WireDefault>(_ name: StaticString, _ value: inout Value) {
        note(name, isPresent: value != .absent)
    }

    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout [Value]) {
        note(name, isPresent: !value.isEmpty)
        for case let object as any WireObject in value { visit(object) }
    }

    private mutating func note(_ name: StaticString, isPresent: Bool) {
        known.insert("\(owner).\(name)")
        if isPresent { present.insert("\(owner).\(name)") }
    }
}
