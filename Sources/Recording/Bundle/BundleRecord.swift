// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// One thing that a bundle holds.
package struct BundleRecord: Sendable, Equatable {
    /// On the recording's clock.
    package var time: Duration
    package var content: Content

    package enum Content: Sendable, Equatable {
        /// A session begins; the offsets of the events that follow count from `origin`.
        case session(BundleSession, origin: Duration)
        case event(SessionEvent)
        /// So many events are missing here, because the disk was too slow for them.
        case gap(Int)
    }

    package init(time: Duration, content: Content) {
        self.time = time
        self.content = content
    }
}
