// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

// MARK: - Frames of the person's own

extension ConsoleState {
    mutating func performInjection(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .composeFrame:
            overlays.append(.frameEditor(FrameEditor(frameDraft ?? FrameEditor.template)))
        case .editFrame:
            guard let payload = shown.frames.current?.payload else { return [] }
            let text = FrameEditor.text(of: payload.bytes, glyphs: glyphs)
            overlays.append(.frameEditor(FrameEditor(text)))
        case .resendFrame:
            guard let payload = shown.frames.current?.payload else { return [] }
            return asking(for: .inject(payload.bytes))
        case .injectFrame:
            guard case .frameEditor(var editor)? = overlays.last else { return [] }
            let payload = editor.payload()
            overlays[overlays.count - 1] = .frameEditor(editor)
            guard let payload else { return [] }
            overlays.removeLast()
            frameDraft = editor.area.text
            return asking(for: .inject(payload))
        case .editOutside:
            guard case .frameEditor(let editor)? = overlays.last else { return [] }
            return [.editOutside(editor.area.text)]
        default:
            break
        }
        return []
    }

    func reasonAgainstInjection(_ command: Command) -> String? {
        switch command {
        case .composeFrame: return nil
        case .injectFrame: return session.phase == .ready ? nil : "the session is not ready"
        case .editFrame, .resendFrame:
            guard let frame = shown.frames.current else { return "no frame yet" }
            guard let payload = frame.payload else { return "this frame's payload is let go of" }
            guard payload.cuts.isEmpty else {
                return "sound and pictures of frames are not kept whole"
            }
            guard command == .resendFrame else { return nil }
            if frame.direction == .serverToClient {
                return "only the client's frames can be sent again"
            }
            return session.phase == .ready ? nil : "the session is not ready"
        default: return nil
        }
    }

    /// Takes over what an editor outside has made of the text.
    mutating func takeEdited(_ text: String) {
        guard case .frameEditor? = overlays.last else { return }
        let safe = TerminalText.sanitized(text, glyphs: glyphs)
        overlays[overlays.count - 1] = .frameEditor(FrameEditor(safe))
    }

    /// Sends a frame at once, or asks first where that costs.
    private mutating func asking(for effect: ConsoleEffect) -> [ConsoleEffect] {
        guard session.profile.isBilled, !agreed.contains(.injection) else { return [effect] }
        overlays.append(
            .consent(
                Consent(
                    subject: .injection,
                    title: "Send a frame of your own?",
                    question: "The session with \(session.profile.route) bills what is sent. "
                        + "This is asked once.",
                    effect: effect
                )
            )
        )
        return []
    }

    /// Says what the server was asked for.
    mutating func announce(_ fault: ServerFault) {
        show("\(glyphs.table.warning) the server was asked for: \(fault.words)", .warn)
    }

    /// What was asked about is agreed to, for the rest of the run.
    mutating func agree() -> [ConsoleEffect] {
        guard case .consent(let consent)? = overlays.popLast() else { return [] }
        agreed.insert(consent.subject)
        if case .fault(let fault) = consent.effect { announce(fault) }
        return [consent.effect]
    }
}

extension SessionProfile {
    /// Whether what is sent costs money.
    var isBilled: Bool {
        if case .prices = terms.tariff { return true }
        return route == Self.geminiRoute
    }
}
