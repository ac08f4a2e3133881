// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// One row of the frame list, with what the inspector shows of it.
package struct FrameEntry: Sendable {
    /// The frame's own number within its session.
    package var number: Int
    /// Since its session was opened.
    package var offset: Duration
    /// On the console's clock.
    package var time: Duration
    /// Since the frame before; nil for the first.
    package var gap: Duration?
    package var direction: FrameDirection
    package var opcode: FrameOpcode
    /// The turn it belongs to; 0 before the first.
    package internal(set) var turn: Int
    /// Its place among all frames of all sessions.
    package var position: Int
    /// What the frame is and says.
    package var summary: FrameSummary
    /// Bytes of the payload.
    package var size: Int
    /// The payload for inspection, without the bulk of sound and pictures; let go of when the list's
    /// byte budget runs out.
    package var payload: FramePayload?
    /// The sound in it.
    package var sound: [FrameSound]
    /// The pictures in it; what they show is let go of when the list's budget for it runs out.
    package internal(set) var pictures: [FramePicture]
    /// What the codec did not know or could not take, a line each.
    package var oddities: [String]
    /// The ids of the function calls it makes, answers or takes back.
    var callIDs: [String]
    /// Whether the person put it in.
    package var isInjected = false
}
