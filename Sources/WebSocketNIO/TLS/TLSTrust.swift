// SPDX-License-Identifier: Apache-2.0

/// Whose certificates a client believes.
package enum TLSTrust: Sendable, Equatable {
    /// The system's root certificates.
    case system
    /// The PEM bundle at this path, and nothing else.
    case bundle(String)
}
