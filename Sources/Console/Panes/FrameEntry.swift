// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// One row of the frame list.
package struct FrameEntry: Sendable {
    /// The frame's own number within its session.
    package var number: Int
    /// Since its session was opened.
    package var offset: Duration
    package var direction: FrameDirection
    /// On the console's clock.
    package var time: Duration
    /// The turn it belongs to; 0 before the first.
    package internal(set) var turn: Int
    /// Whether the person put it in.
    package var isInjected = false
    /// Its place among all frames of all sessions.
    var position: Int
    /// What the frame is and says.
    package var summary: FrameSummary
    /// Bytes of the payload.
    package var size: Int
    /// The payload for inspection; never kept for frames that carry sound or pictures, and let go
    /// of when the list's byte budget runs out.
    package var payload: [UInt8]?
}
