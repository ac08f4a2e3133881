// SPDX-License-Identifier: Apache-2.0

/// Why a text is not JSON, or not within the limits.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Position of the first byte that cannot be accepted, from 0.
    package var offset: Int
    /// What is wrong there, in plain words that never quote the text.
    package var reason: String

    package init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    package var description: String { "Invalid JSON at byte \(offset): \(reason)." }
}
