// SPDX-License-Identifier: Apache-2.0

package import WebSocketNIO

/// Where a Live API server is and how to be let in.
///
/// Printing an endpoint never shows its credential.
package struct LiveEndpoint: Sendable, CustomStringConvertible {
    /// The WebSocket address without any credential.
    package let url: WebSocketURL
    private let credential: Credential

    /// Google's own service.
    package static let geminiBaseURL = "https://generativelanguage.googleapis.com"
    /// The version that all public SDKs but the newest use, and where new fields land early.
    package static let defaultVersion = "v1beta"

    /// What the server is shown to let the client in.
    package enum Credential: Sendable, Equatable, CustomStringConvertible {
        case apiKey(String)
        /// An ephemeral token, `auth_tokens/…`.
        case ephemeralToken(String)
        case none

        /// Tells a token from a key by its prefix, as the public SDKs do.
        package init(_ secret: String) {
            if secret.isEmpty {
                self = .none
            } else if secret.hasPrefix("auth_tokens/") {
                self = .ephemeralToken(secret)
            } else {
                self = .apiKey(secret)
            }
        }

        package var description: String {
            switch self {
            case .apiKey: "API key"
            case .ephemeralToken: "ephemeral token"
            case .none: "no credential"
            }
        }
    }

    /// Builds the address of the Live method below a base URL.
    ///
    /// A base URL that already names a `BidiGenerateContent` method is used as it is.
    ///
    /// - Parameters:
    ///   - baseURL: `http`, `https`, `ws` or `wss`; a path is kept as a prefix.
    ///   - version: The API version in the path.
    ///   - credential: A token selects the `…Constrained` method (Live API, "Ephemeral tokens").
    /// - Throws: `WebSocketError` when the base is not a URL of these kinds.
    package init(
        baseURL: String,
        version: String = defaultVersion,
        credential: Credential
    ) throws(WebSocketError) {
        var url = try WebSocketURL(parsing: baseURL)
        if !url.pathAndQuery.contains("BidiGenerateContent") {
            let method: String
            if case .ephemeralToken = credential {
                method = "BidiGenerateContentConstrained"
            } else {
                method = "BidiGenerateContent"
            }
            let prefix = url.pathAndQuery.prefix { $0 != "?" }
            let base = prefix.hasSuffix("/") ? prefix.dropLast() : prefix
            url.pathAndQuery =
                "\(base)/ws/google.ai.generativelanguage.\(version).GenerativeService.\(method)"
        }
        self.url = url
        self.credential = credential
    }

    package var description: String { "\(url)" }

    /// Whether the credential would cross a network in clear text.
    package var exposesCredential: Bool {
        credential != .none && !url.isSecure && !url.isLoopback
    }

    /// The address to dial: a token travels in the query, where every server accepts it.
    var dialledURL: WebSocketURL {
        guard case .ephemeralToken(let token) = credential else { return url }
        var dialled = url
        let separator = url.pathAndQuery.contains("?") ? "&" : "?"
        dialled.pathAndQuery += "\(separator)access_token=\(token)"
        return dialled
    }

    /// The headers to dial with: a key travels in a header, where no log of URLs holds it.
    var headers: [(name: String, value: String)] {
        if case .apiKey(let key) = credential { return [("x-goog-api-key", key)] }
        return []
    }
}

extension WebSocketURL {
    /// Whether the host is this machine.
    package var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        // All four numbers are looked at: `127.example.org` is a name that anyone can own.
        let bytes = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return bytes.count == 4 && bytes.first == 127 && !bytes.contains(nil)
    }
}
