// SPDX-License-Identifier: Apache-2.0

/// What may wait for one client that does not read as fast as it is answered.
package struct OutgoingLimits: Sendable {
    /// Replies wait above this mark, so that a slow reader slows its own reply down.
    ///
    /// About a second of speech in its base64.
    package var pauseBytes: Int
    /// A reader for which more than this waits, besides what comes now, is given up.
    package var maximumBytes: Int

    package init(pauseBytes: Int = 64 << 10, maximumBytes: Int = 1 << 20) {
        self.pauseBytes = pauseBytes
        self.maximumBytes = maximumBytes
    }
}
