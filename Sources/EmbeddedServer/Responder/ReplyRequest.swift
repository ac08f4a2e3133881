// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Everything a reply may be made from.
package struct ReplyRequest: Sendable, Equatable {
    /// Counts the replies of the session from 1.
    package var id: Int
    package var settings: SessionSettings
    /// The whole conversation, oldest turn first.
    package var turns: [Turn]
    /// All sound and pictures of the session, whether or not they became part of a turn.
    package var received: ReceivedMedia
    /// The newest pictures of the session's video, at most two, the last one last.
    package var latestPictures: [Blob]
    /// The reply goes on after text of its own, as after a call that was waited for.
    package var followsText: Bool

    package init(
        id: Int = 1,
        settings: SessionSettings,
        turns: [Turn],
        received: ReceivedMedia = ReceivedMedia(),
        latestPictures: [Blob] = [],
        followsText: Bool = false
    ) {
        self.id = id
        self.settings = settings
        self.turns = turns
        self.received = received
        self.latestPictures = latestPictures
        self.followsText = followsText
    }

    /// The turns to be answered: everything since the model's last.
    package var unanswered: ArraySlice<Turn> {
        let start = turns.lastIndex { $0.role == .model }.map { $0 + 1 } ?? 0
        return turns[start...]
    }
}
