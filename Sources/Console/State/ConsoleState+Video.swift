// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI
import Video

extension ConsoleState {
    /// Takes in how the source of pictures stands.
    mutating func take(_ snapshot: VideoSnapshot) {
        let before = live.video.snapshot
        live.video.take(snapshot)
        revision += 1
        guard snapshot.status != before.status,
            let trouble = VideoLook(snapshot.status, table: glyphs.table).trouble
        else { return }
        let text = TerminalText.sanitized(trouble, glyphs: glyphs, newlines: .marked)
        show("video: \(text)", .warn)
    }

    /// Looks at the log's latest picture, where it is in view.
    mutating func settleVideo() {
        guard isVideoAwaited else { return }
        live.video.settle()
        revision += 1
    }

    /// Whether a picture that is in view has not been looked at.
    var isVideoAwaited: Bool {
        frozen == nil && live.video.hasPending && layout.content(of: .video) != nil
    }

    /// Decodes the pictures of the inspected frame, where they are in view.
    mutating func settleInspectedPictures() {
        guard isInspectedPictureAwaited else { return }
        shown.frames.decodePictures()
        revision += 1
    }

    /// Whether pictures that the inspector shows have not been looked at.
    var isInspectedPictureAwaited: Bool {
        shown.inspector.tab == .picture && layout.content(of: .inspector) != nil
            && shown.frames.hasEncodedPictures
    }

    mutating func performVideo(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .toggleVideo:
            // What failed is tried again, what runs is turned off.
            let snapshot = live.video.snapshot
            let isOn = !snapshot.isOn || snapshot.status.hasGivenUp
            live.video.anticipate(isOn: isOn)
            return [.video(.setOn(isOn))]
        case .nextVideoSource:
            return [.video(.nextSource)]
        default:
            return []
        }
    }
}

extension VideoStatus {
    /// Whether nothing more comes unless it is asked for.
    fileprivate var hasGivenUp: Bool {
        switch self {
        case .unavailable, .lost, .ended: true
        case .off, .starting, .running, .stalled: false
        }
    }
}
