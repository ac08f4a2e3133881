// SPDX-License-Identifier: Apache-2.0

/// Finds the name that a mistyped one most likely meant.
package enum NearestName {
    /// The candidate within a third of the name's length in edits, or `nil`; names beyond 64
    /// characters have none.
    package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let typed = Array(name.lowercased())
        guard (1...64).contains(typed.count) else { return nil }
        let limit = max(1, typed.count / 3)
        return
            candidates
            .compactMap { candidate -> (distance: Int, name: String)? in
                let known = Array(candidate.lowercased())
                guard abs(known.count - typed.count) <= limit else { return nil }
                let distance = distance(typed, known)
                return distance <= limit ? (distance, candidate) : nil
            }
            .min { $0 < $1 }?.name
    }

    /// The insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
