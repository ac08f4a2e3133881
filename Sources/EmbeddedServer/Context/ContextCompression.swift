// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// When a session's context is cut, and down to what; in tokens.
package struct ContextCompression: Sendable, Equatable {
    package var trigger: Int
    package var target: Int

    /// Fills in the defaults: 80 % of the window, and half of the trigger.
    ///
    /// - Throws: The close for sizes that make no sense.
    package init(
        _ config: ContextWindowCompressionConfig,
        window: Int
    ) throws(SessionClose) {
        trigger = Int(config.triggerTokens ?? Int64(window) * 4 / 5)
        target = config.slidingWindow?.targetTokens.map { Int($0) } ?? trigger / 2
        guard trigger > 0, target >= 0, target <= trigger else {
            throw .invalidArgument(
                "contextWindowCompression needs 0 <= targetTokens <= triggerTokens."
            )
        }
    }
}
