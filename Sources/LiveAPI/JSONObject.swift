// SPDX-License-Identifier: Apache-2.0

/// A JSON object that keeps its members in the order they came, repeated keys included.
package struct JSONObject: Sendable, Hashable {
    /// One key with its value.
    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Every member as received.
    package private(set) var members: [Member]

    package init() {
        members = []
    }

    package init(_ members: some Sequence<(String, JSONValue)>) {
        self.members = members.map { Member(key: $0, value: $1) }
    }

    init(members: [Member]) {
        self.members = members
    }

    package var isEmpty: Bool { members.isEmpty }

    /// Number of members; a repeated key counts each time.
    package var count: Int { members.count }

    /// The keys as received; a repeated key appears each time.
    package var keys: [String] { members.map(\.key) }

    /// The value of a key; the last one wins where the key is repeated.
    ///
    /// Setting replaces every member of that key, at the place of the first; nil removes them.
    package subscript(key: String) -> JSONValue? {
        get { members.last { $0.key == key }?.value }
        set {
            let place = members.firstIndex { $0.key == key } ?? members.endIndex
            members.removeAll { $0.key == key }
            if let newValue { members.insert(Member(key: key, value: newValue), at: place) }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}
