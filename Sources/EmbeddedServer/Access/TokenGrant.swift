// SPDX-License-Identifier: Apache-2.0

/// What one connection may do with the ephemeral token it showed.
package struct TokenGrant: Sendable {
    package var constraint: SetupConstraint
    /// Counts a session as started, or gives the close that refuses it; resuming one is free.
    package var begin: @Sendable (_ resumes: Bool) -> SessionClose?
    /// Whether the token has expired while the session goes on.
    package var isExpired: @Sendable () -> Bool

    package init(
        constraint: SetupConstraint = SetupConstraint(),
        begin: @escaping @Sendable (_ resumes: Bool) -> SessionClose?,
        isExpired: @escaping @Sendable () -> Bool
    ) {
        self.constraint = constraint
        self.begin = begin
        self.isExpired = isExpired
    }
}

extension SessionClose {
    package static let tokenSpent = Self(1011, "Token has been used too many times")
    package static let tokenExpired = Self(1011, "Token has expired")
    package static let tokenExpiredMeanwhile = Self(1011, "auth token has expired")
}
