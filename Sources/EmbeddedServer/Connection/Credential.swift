// SPDX-License-Identifier: Apache-2.0

package import WebSocketNIO

/// The key or token a client showed, from wherever clients put it.
///
/// Secret: its description does not show it.
package struct Credential: Sendable, CustomStringConvertible {
    /// What the names of ephemeral tokens begin with.
    static let tokenPrefix = "auth_tokens/"

    private let value: String

    /// Finds the credential of a request, or nil when there is none.
    ///
    /// Looks at `?key=`, `x-goog-api-key`, `?access_token=` and `Authorization: Token|Bearer`, in
    /// this order: SDKs that use a token put it in more than one of them.
    ///
    /// Where `prefersToken`, a token counts before a key, wherever it is.
    package init?(_ head: HTTPRequestHead, prefersToken: Bool = false) {
        let places = [
            head.queryValue("key"),
            head.headers["x-goog-api-key"],
            head.queryValue("access_token"),
            Self.authorization(head.headers["authorization"]),
        ]
        let values = places.compactMap(\.self).filter { !$0.isEmpty }
        let token = values.first { $0.hasPrefix(Self.tokenPrefix) }
        guard let value = (prefersToken ? token : nil) ?? values.first else { return nil }
        self.value = value
    }

    /// The ephemeral token it is, rather than a key.
    package var token: String? { value.hasPrefix(Self.tokenPrefix) ? value : nil }

    package var description: String { "Credential(…)" }

    /// Whether it is one of the keys; the time taken does not tell how much of one matched.
    package func isAmong(_ keys: [String]) -> Bool {
        var isFound = false
        for key in keys {
            let (left, right) = (Array(value.utf8), Array(key.utf8))
            var difference = UInt8(left.count == right.count ? 0 : 1)
            for index in left.indices {
                difference |= left[index] ^ (index < right.count ? right[index] : 0)
            }
            isFound = isFound || difference == 0
        }
        return isFound
    }

    private static func authorization(_ field: String?) -> String? {
        let words = field?.split(separator: " ", maxSplits: 1) ?? []
        guard words.count == 2, ["token", "bearer"].contains(words[0].lowercased()) else {
            return nil
        }
        return String(words[1].drop { $0 == " " })
    }
}
