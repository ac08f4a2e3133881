// SPDX-License-Identifier: Apache-2.0

/// The request line and header fields of an HTTP request.
package struct HTTPRequestHead: Sendable {
    package var method: String
    /// The target before `?`, exactly as sent: neither decoded nor normalised.
    package var path: String
    /// The query's pairs in order, percent-decoded; `+` stays a plus sign.
    package var query: [(name: String, value: String)]
    package var headers: HTTPFields

    package init(
        method: String,
        path: String,
        query: [(name: String, value: String)] = [],
        headers: HTTPFields = HTTPFields()
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// Splits a request target into path and query.
    package init(method: String, target: String, headers: HTTPFields = HTTPFields()) {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: method,
            path: String(halves[0]),
            query: halves.count > 1 ? Self.pairs(in: halves[1]) : [],
            headers: headers
        )
    }

    /// The first value of a query parameter, or nil.
    package func queryValue(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    private static func pairs(in query: Substring) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                name: PercentEncoding.decoded(sides[0]),
                value: sides.count > 1 ? PercentEncoding.decoded(sides[1]) : ""
            )
        }
    }
}

extension HTTPRequestHead: CustomStringConvertible {
    /// Method and path; never the query or the headers, which carry keys.
    package var description: String { "\(method) \(path)" }
}
