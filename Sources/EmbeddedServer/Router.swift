// SPDX-License-Identifier: Apache-2.0

/// Where a request path leads.
package enum Route: Sendable, Equatable {
    /// A Live session, in the API version the path names.
    case live(version: String, isConstrained: Bool)
    case notFound
}

/// Finds the route of a request by the last segment of its path.
///
/// SDKs put any prefix and doubled slashes before it, so nothing else of the path counts.
package enum Router {
    package static func route(_ path: String) -> Route {
        guard let method = path.split(separator: "/").last,
            let tail = method.dropping(prefix: "google.ai.generativelanguage.")
        else { return .notFound }
        for version in ["v1alpha", "v1beta", "v1"] {
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
