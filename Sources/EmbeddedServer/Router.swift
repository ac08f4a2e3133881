// SPDX-License-Identifier: Apache-2.0

/// Where a request path leads.
package enum Route: Sendable, Equatable {
    /// A Live session, in the API version the path names.
    case live(version: String, isConstrained: Bool)
    /// Where ephemeral tokens are made, over plain HTTP.
    case authTokens
    case notFound

    /// Whether it is served over WebSockets.
    package var isLive: Bool {
        if case .live = self { true } else { false }
    }
}

/// Finds the route of a request by the end of its path.
///
/// SDKs put any prefix and doubled slashes before it, so nothing else of the path counts.
package enum Router {
    private static let versions = ["v1alpha", "v1beta", "v1"]

    package static func route(_ path: String) -> Route {
        let segments = path.split(separator: "/")
        if segments.last == "auth_tokens", let version = segments.dropLast().last {
            return versions.contains(String(version)) ? .authTokens : .notFound
        }
        guard let method = segments.last,
            let tail = method.dropping(prefix: "google.ai.generativelanguage.")
        else { return .notFound }
        for version in versions {
            guard let name = tail.dropping(prefix: version + ".GenerativeService.") else {
                continue
            }
            switch name {
            case "BidiGenerateContent": return .live(version: version, isConstrained: false)
            case "BidiGenerateContentConstrained":
                return .live(version: version, isConstrained: true)
            default: return .notFound
            }
        }
        return .notFound
    }
}

extension Substring {
    fileprivate func dropping(prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
