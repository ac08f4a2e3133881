// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What differs between two JSON values, member by member.
///
/// Objects are compared by their keys, arrays by their equal elements; of what is equal only the
/// outermost stands in the result.
struct JSONDiff {
    enum Change: Equatable {
        case same
        case changed
        case added
        case removed
    }

    struct Row: Equatable {
        var change: Change
        var depth: Int
        /// Untrusted text on one line.
        var text: String
    }

    private(set) var rows: [Row] = []

    /// Rows there are at most; what differs more is told by how much.
    private static let maximumRows = 2000
    /// Longer arrays are compared by their places: finding what moved takes time by the square.
    private static let longArray = 200
    /// Characters of one value.
    private static let maximumText = 500

    init(_ old: JSONValue, _ new: JSONValue) {
        compare(old, new, label: nil, depth: 0)
    }

    private mutating func compare(_ old: JSONValue, _ new: JSONValue, label: String?, depth: Int) {
        switch (old, new) {
        case _ where old == new:
            add(.same, label, Self.short(new), depth)
        case (.object(let old), .object(let new)):
            add(.changed, label, "{}", depth)
            compare(old, new, depth: depth + 1)
        case (.array(let old), .array(let new)):
            add(.changed, label, "[]", depth)
            compare(old, new, depth: depth + 1)
        default:
            add(.removed, label, Self.short(old), depth)
            add(.added, label, Self.short(new), depth)
        }
    }

    private mutating func compare(_ old: JSONObject, _ new: JSONObject, depth: Int) {
        var seen: Set<String> = []
        for key in old.keys where seen.insert(key).inserted {
            guard let before = old[key] else { continue }
            if let after = new[key] {
                compare(before, after, label: key, depth: depth)
            } else {
                addAll(.removed, before, key, depth)
            }
        }
        for key in new.keys where seen.insert(key).inserted {
            if let after = new[key] { addAll(.added, after, key, depth) }
        }
    }

    private mutating func compare(_ old: [JSONValue], _ new: [JSONValue], depth: Int) {
        let pairs =
            max(old.count, new.count) > Self.longArray
            ? Self.byPlace(old.count, new.count) : Self.byEquality(old, new)
        for (before, after) in pairs {
            switch (before, after) {
            case (let before?, let after?):
                compare(old[before], new[after], label: "\(after)", depth: depth)
            case (let before?, nil):
                addAll(.removed, old[before], "\(before)", depth)
            case (nil, let after?):
                addAll(.added, new[after], "\(after)", depth)
            case (nil, nil):
                break
            }
        }
    }

    private static func byPlace(_ old: Int, _ new: Int) -> [(Int?, Int?)] {
        (0..<max(old, new)).map { ($0 < old ? $0 : nil, $0 < new ? $0 : nil) }
    }

    /// Equal elements in order; between them, what was removed is paired with what was added.
    private static func byEquality(_ old: [JSONValue], _ new: [JSONValue]) -> [(Int?, Int?)] {
        let difference = new.difference(from: old)
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var pairs: [(Int?, Int?)] = []
        var (before, after) = (0, 0)
        while before < old.count || after < new.count {
            let isRemoved = removed.contains(before)
            let isAdded = added.contains(after)
            pairs.append(
                (isAdded && !isRemoved ? nil : before, isRemoved && !isAdded ? nil : after)
            )
            if isRemoved || !isAdded { before += 1 }
            if isAdded || !isRemoved { after += 1 }
        }
        return pairs
    }

    /// Adds a value that is on one side only, with all in it.
    private mutating func addAll(
        _ change: Change,
        _ value: JSONValue,
        _ label: String?,
        _ depth: Int
    ) {
        switch value {
        case .object(let object) where !object.isEmpty:
            add(change, label, "{\(object.count)}", depth)
            for member in object.members { addAll(change, member.value, member.key, depth + 1) }
        case .array(let values) where !values.isEmpty:
            add(change, label, "[\(values.count)]", depth)
            for (index, value) in values.enumerated() {
                addAll(change, value, "\(index)", depth + 1)
            }
        default:
            add(change, label, Self.short(value), depth)
        }
    }

    private mutating func add(_ change: Change, _ label: String?, _ text: String, _ depth: Int) {
        guard rows.count <= Self.maximumRows else { return }
        if rows.count == Self.maximumRows {
            rows.append(Row(change: .changed, depth: 0, text: "and more"))
            return
        }
        let name = label.map { "\($0.prefix(200)): " } ?? ""
        rows.append(Row(change: change, depth: depth, text: name + text))
    }

    /// A value on one line; of branches only how much they hold.
    private static func short(_ value: JSONValue) -> String {
        switch value {
        case .object(let object): "{\(object.count)}"
        case .array(let values): "[\(values.count)]"
        default: String(value.text(pretty: false).prefix(maximumText))
        }
    }
}
