// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

// MARK: - Copying what is on the screen

extension ConsoleState {
    mutating func performCopying(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .copy:
            let choice = CopyChoice.choices(in: pane, tab: shown.inspector.tab).first
            return choice.flatMap { copySource.text(of: $0) }.map { [.copy($0)] } ?? []
        case .copyMenu:
            overlays.append(.copyMenu(CopyMenu(copyChoices)))
        case .copyChoice:
            guard case .copyMenu(let menu)? = overlays.popLast(), let choice = menu.selection else {
                return []
            }
            return copySource.text(of: choice).map { [.copy($0)] } ?? []
        default:
            break
        }
        return []
    }

    /// Why nothing can be copied now; nil when something can.
    func reasonAgainstCopying(_ command: Command) -> String? {
        guard command == .copy else { return nil }
        let choice = CopyChoice.choices(in: pane, tab: shown.inspector.tab).first
        guard let choice else { return "nothing is selected here; Y lists what can be copied" }
        return isThere(choice) ? nil : "nothing to copy here yet"
    }

    /// Tells where the text went.
    mutating func noteCopy(_ notice: Notice) {
        let words = TerminalText.sanitized(notice.text, glyphs: glyphs, newlines: .marked)
        show(words, notice.level == .info ? .muted : notice.level.role)
        live.log.note(notice.level, words, at: now)
    }

    private var copySource: CopySource {
        CopySource(
            panes: shown,
            setup: session.profile.setup,
            glyphs: glyphs,
            timeOfDayAtStart: timeOfDayAtStart
        )
    }

    /// The pane's own choices, then those of every pane.
    private var copyChoices: [CopyChoice] {
        let own = CopyChoice.choices(in: pane, tab: shown.inspector.tab)
        let all = own + CopyChoice.common.filter { !own.contains($0) }
        return all.filter(isThere)
    }

    /// Whether there is something of a kind, without making its text.
    private func isThere(_ choice: CopyChoice) -> Bool {
        let panes = shown
        switch choice {
        case .frameJSON:
            return panes.frames.current.map { $0.opcode != .close && $0.payload != nil } ?? false
        case .frameLine, .frameHex: return panes.frames.current?.payload != nil
        case .frameSummary: return panes.frames.current != nil
        case .comparison: return InspectedFrame(selectedIn: panes.frames)?.compared != nil
        case .turn: return panes.transcript.chosenTurn != nil
        case .transcript: return !panes.transcript.entries.isEmpty
        case .call, .arguments: return panes.tools.current != nil
        case .response:
            return panes.tools.current.flatMap { panes.tools[$0] }?.event.isFinal ?? false
        case .logLine, .log: return panes.log.current != nil
        case .setup: return true
        }
    }
}
