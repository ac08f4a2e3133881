// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

// MARK: - Recording and replaying

extension ConsoleState {
    mutating func noteRecording(_ path: String?) {
        let ended = recording
        recording = path
        if let shown = path ?? ended {
            let folder = TerminalText.sanitized(shown, glyphs: glyphs, newlines: .marked)
            let words = path == nil ? "recorded: \(folder)" : "recording to \(folder)"
            show(words, .muted)
            live.log.note(.info, words, at: now)
        }
    }

    /// Goes on in the replay's time.
    mutating func take(_ status: ReplayStatus) {
        if status.shown != replay?.shown { revision += 1 }
        replay = status
        advance(to: status.position)
    }

    /// Forgets the session; how the person looks at it stays.
    mutating func rewind() {
        revision += 1
        session = SessionStatus(profile: configuration.profile)
        live = live.rewound(configuration)
        frozen = nil
        (turnCursor, problemCursor, newestProblemSeen) = (nil, nil, nil)
        refreshSearch()
        now = .zero
    }
}

extension ReplayStatus {
    /// To the precision of the status bar.
    fileprivate var shown: ReplayStatus {
        var shown = self
        shown.position = .seconds(position.components.seconds)
        return shown
    }
}
