// SPDX-License-Identifier: Apache-2.0

/// Reads messages from a parsed document and notes what it could not make sense of.
///
/// A message lists its fields once for each member of its JSON object; the field that knows the
/// member's name claims it. So a later duplicate, in either casing, replaces an earlier one.
struct MessageDecoder: FieldVisitor {
    let document: JSONDocument
    private(set) var unknown: [UnknownField] = []
    private(set) var issues: [DecodingIssue] = []

    /// The fields between the root and the current object.
    private var path: [Step] = []
    private var member = JSONDocument.Member(key: 0, value: 0)
    private var isClaimed = false

    /// Most entries kept in `unknown` and in `issues`; what a hostile peer adds beyond is dropped.
    private static let maxNotes = 100

    private enum Step {
        case field(StaticString)
        case element(Int)
    }

    init(parsing bytes: [UInt8], limits: JSONLimits) throws(JSONError) {
        document = try JSONDocument(parsing: bytes, limits: limits)
        let kind = document.kind(at: JSONDocument.root)
        guard kind == .object else {
            throw JSONError(
                offset: document.offset(at: JSONDocument.root),
                reason: "a Live API message is a JSON object, this is \(kind.description)"
            )
        }
        path.reserveCapacity(16)
    }

    mutating func readRoot(into message: inout some WireObject) {
        readMembers(of: JSONDocument.root, into: &message)
    }

    mutating func readMembers(of object: Int, into message: inout some WireObject) {
        let outer = (member, isClaimed)
        var members = document.members(of: object)
        while let next = members.next() {
            member = next
            isClaimed = false
            message.visitFields(&self)
            if !isClaimed { noteUnknown() }
        }
        (member, isClaimed) = outer
        message.didRead()
    }

    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout Value?) {
        guard claims(name) else { return }
        if document.kind(at: member.value) == .null {
            value = nil
        } else if let read = read(Value.self, at: member.value, as: .field(name)) {
            value = read
        }
    }

    mutating func field<Value: WireDefault>(_ name: StaticString, _ value: inout Value) {
        guard claims(name) else { return }
        if document.kind(at: member.value) == .null {
            value = .absent
        } else if let read = read(Value.self, at: member.value, as: .field(name)) {
            value = read
        }
    }

    /// Also accepts a single element without its list: raw clients write `tools` so.
    mutating func field<Value: WireValue>(_ name: StaticString, _ value: inout [Value]) {
        guard claims(name) else { return }
        value = []
        switch document.kind(at: member.value) {
        case .null: break
        case .array:
            path.append(.field(name))
            var elements = document.elements(of: member.value)
            var index = 0
            while let element = elements.next() {
                if let read = read(Value.self, at: element, as: .element(index)) {
                    value.append(read)
                }
                index += 1
            }
            path.removeLast()
        default:
            if let read = read(Value.self, at: member.value, as: .field(name)) {
                value.append(read)
            }
        }
    }

    mutating func contentOrText(_ name: StaticString, _ value: inout Content?) {
        if !isClaimed, document.kind(at: member.value) == .string, claims(name) {
            value = document.string(at: member.value).map { Content($0) }
        } else {
            field(name, &value)
        }
    }

    private mutating func claims(_ name: StaticString) -> Bool {
        guard !isClaimed, document.key(at: member.key, matches: name) else { return false }
        isClaimed = true
        return true
    }

    private mutating func read<Value: WireValue>(
        _ type: Value.Type,
        at node: Int,
        as step: Step
    ) -> Value? {
        path.append(step)
        defer { path.removeLast() }
        if let value = Value.read(at: node, with: &self) { return value }
        noteIssue(expected: Value.expectation, at: node)
        return nil
    }

    private mutating func noteIssue(expected: String, at node: Int) {
        guard issues.count < Self.maxNotes else { return }
        let found = document.kind(at: node).description
        issues.append(DecodingIssue(path: pathText, expected: expected, found: found))
    }

    private mutating func noteUnknown() {
        guard unknown.count < Self.maxNotes else { return }
        let name = document.string(at: member.key) ?? ""
        let path = path.isEmpty ? name : pathText + "." + name
        unknown.append(UnknownField(path: path, value: document.value(at: member.value)))
    }

    private var pathText: String {
        var text = ""
        for step in path {
            switch step {
            case .field(let name): text += text.isEmpty ? name.description : ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
        return text
    }
}
