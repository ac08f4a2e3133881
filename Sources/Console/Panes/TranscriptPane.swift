// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Pane 1: the conversation.
struct TranscriptPane: PaneWidget {
    let state: TranscriptState
    let scene: Scene

    var status: String {
        scene.followWords(state.isFollowing == true)
    }

    var footer: String {
        state.dropped == 0 ? "" : "\(TimeText.grouped(state.dropped)) older entries let go"
    }

    func searchedArea(in area: Rect) -> Rect {
        let lead =
            area.width >= TranscriptLayout.minimumWidthForTime ? TranscriptLayout.timeWidth : 0
        return Rect(x: area.x + lead, y: area.y, width: area.width - lead, height: area.height)
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        let layout = TranscriptLayout(
            width: area.width,
            glyphs: scene.glyphs,
            timeOfDayAtStart: scene.timeOfDayAtStart
        )
        let rows = TranscriptView(state: state, layout: layout).rows(height: area.height)
        // What is known of the session matters more than the welcome when both do not fit.
        let welcome =
            state.hasConversation
            ? [] : welcome(width: area.width, height: area.height - rows.count)
        for (index, line) in welcome.enumerated() {
            buffer.put(line, x: area.x + 1, y: area.y + index, maxWidth: area.width - 1)
        }
        for (index, row) in rows.enumerated() {
            let spans = row.pieces.map { Span($0.text, scene.theme.style($0.roles)) }
            let y = area.y + welcome.count + index
            buffer.put(Line(spans), x: area.x, y: y, maxWidth: area.width)
        }
    }

    /// What a new user needs to know before anything has been said: the sentences that fit.
    private func welcome(width: Int, height: Int) -> [Line] {
        let theme = scene.theme
        let route = state.profile.route
        let far =
            route == SessionProfile.embeddedRoute
            ? "You talk to the embedded server: it runs inside this program, needs no key and no "
                + "network, and answers from a script. It is no language model."
            : "You talk to \(route), model \(state.profile.model)."
        let key =
            route == SessionProfile.embeddedRoute
            ? "To talk to Gemini, set GEMINI_API_KEY and start again."
            : "To try things without a key: live-console --endpoint embedded."
        let keymap = scene.keymap
        let send = "ype a message and press \(keymap.key(.send, in: .textEntry))."
        let keys =
            "\(keymap.key(.back, in: .textEntry)) leads to the panes, "
            + "\(keymap.key(.help, in: .textEntry)) lists the keys."
        let switches =
            " There \(keymap.key(.toggleMicrophone, in: .global)) and "
            + "\(keymap.key(.toggleSpeaker, in: .global)) switch microphone and loudspeaker."
        let lines = [
            Line((scene.hasSound ? "Speak, or t" : "T") + send, theme.style(.title)),
            Line(),
            Line(TerminalText.sanitized(far, glyphs: scene.glyphs), theme.ground),
            Line(key, theme.ground),
            Line(keys + (scene.hasSound ? switches : ""), theme.style(.muted)),
            Line(),
        ]
        var shown: [Line] = []
        for line in lines {
            let wrapped = Paragraph(Text([line])).lines(width: max(width - 2, 1))
            guard shown.count + wrapped.count <= height else { break }
            shown += wrapped
        }
        return shown
    }
}
