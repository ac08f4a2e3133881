// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// One line of the log.
package struct LogEntry: Sendable, Equatable {
    /// On the console's clock.
    package var time: Duration
    package var level: Notice.Level
    /// Fit for one row of the terminal.
    package var text: String
}
