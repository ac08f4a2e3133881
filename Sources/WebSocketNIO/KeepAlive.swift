// SPDX-License-Identifier: Apache-2.0

/// When to ask a silent peer whether it is still there.
///
/// Nothing is asked while this side does not read: bytes waiting unread are not silence.
package struct KeepAlive: Sendable, Equatable {
    /// Silence after which a ping is sent.
    package var interval: Duration
    /// Silence after that ping which ends the connection as `.halfOpen`; any byte counts as life.
    package var timeout: Duration

    package init(interval: Duration = .seconds(20), timeout: Duration = .seconds(20)) {
        self.interval = interval
        self.timeout = timeout
    }
}
