// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

extension ConsoleState {
    /// Takes in one event and returns what the console asks for in turn.
    package mutating func apply(_ event: ConsoleEvent) -> [ConsoleEffect] {
        switch event {
        case .tick(let now):
            uptime = max(now, uptime)
            // A replay has a time of its own.
            if replay == nil { advance(to: now) }
            endFlash()
            settleVideo()
            settleInspectedPictures()
            return []
        case .inputReady:
            return []
        case .input(let input):
            revision += 1
            return apply(input)
        case .sessionOpened(let profile, let time):
            revision += 1
            session.begin(profile, at: time)
            turnCursor = nil
            live.sessionOpened(profile, at: time)
            refreshSearch()
            return []
        case .session(let event):
            if !isUnseen(event.kind) { revision += 1 }
            apply(event)
            return []
        case .meters(let snapshot):
            take(snapshot)
            return []
        case .video(let snapshot):
            take(snapshot)
            return []
        case .devices(let devices):
            fillPicker(with: devices)
            return []
        case .recording(let path):
            revision += 1
            noteRecording(path)
            return []
        case .copied(let notice):
            revision += 1
            noteCopy(notice)
            return []
        case .replay(let status):
            take(status)
            return []
        case .replayRewound:
            rewind()
            return []
        case .edited(let text):
            revision += 1
            takeEdited(text)
            return []
        case .themeLoaded(let theme):
            revision += 1
            chosenTheme = theme
            let words = "theme loaded: \(TerminalText.sanitized(theme.name, glyphs: glyphs))"
            show(words, .muted)
            live.log.note(.info, words, at: now)
            return []
        case .configurationLoaded(let theme, let keymap, let presets):
            revision += 1
            chosenTheme = theme
            self.keymap = keymap
            self.presets = presets
            preset = presets.first { $0.name == preset.name } ?? preset
            let name = TerminalText.sanitized(theme.name, glyphs: glyphs, newlines: .marked)
            show("configuration loaded, theme \(name)", .muted)
            live.log.note(.info, "configuration loaded, theme \(name)", at: now)
            return []
        case .themes(let choices):
            revision += 1
            take(choices)
            return []
        case .profiles(let names):
            revision += 1
            profiles = names
            return []
        case .profileLoaded(let name, let setup):
            revision += 1
            return stage(setup, ofProfile: name)
        case .resumed(let pause):
            revision += 1
            resume(after: pause)
            return []
        case .notice(let notice):
            revision += 1
            apply(.notice(notice), at: now)
            return []
        }
    }

    mutating func advance(to now: Duration) {
        let isNewSecond = now.components.seconds != self.now.components.seconds
        moveLanes(to: now)
        moveDoctor(to: now)
        self.now = max(now, self.now)
        if session.isActive, isNewSecond { revision += 1 }
    }

    private mutating func endFlash() {
        guard let flash, flash.until <= uptime else { return }
        self.flash = nil
        isQuitArmed = false
        revision += 1
    }

    private mutating func resume(after pause: Duration) {
        let doubt = session.isActive ? "; the connection may be gone" : ""
        let words = "the program stood still for \(TimeText.span(pause))\(doubt)"
        show(words, .warn)
        live.log.note(.warning, words, at: now)
    }

    /// Whether an event changes no more than a count: the running clock shows that with the next
    /// second, and the microphone's sound comes dozens of times in one.
    private func isUnseen(_ event: SessionEvent.Kind) -> Bool {
        switch event {
        case .frame(let frame):
            guard case .client(let message) = frame.meaning else { return false }
            return message.isMicrophoneSound && !live.frames.isSoundListed
        case .voice(.microphone), .voice(.speech), .voice(.replyAudible), .video(.dropped):
            return true
        default:
            return false
        }
    }

    private mutating func apply(_ event: SessionEvent) {
        let time = session.epoch + event.offset
        now = max(now, time)
        apply(event.kind, at: time)
    }

    private mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        session.apply(event)
        live.apply(event, at: time)
        extendSearch()
        if case .frame = event { frozen?.backlog += 1 }
        if case .notice(let notice) = event, notice.level != .info {
            let text = TerminalText.sanitized(notice.text, glyphs: glyphs, newlines: .marked)
            show("\(notice.level.mark(glyphs.table)) \(text)", notice.level.role)
        }
    }

    private mutating func apply(_ input: InputEvent) -> [ConsoleEffect] {
        switch input {
        case .key(let chord):
            return press(chord)
        case .resize(let size):
            self.size = size
        case .paste(let text):
            let safe = TerminalText.sanitized(text, glyphs: glyphs)
            if case .prompt? = overlays.last {
                pasteInPrompt(safe)
            } else if let overlay = overlays.indices.last {
                overlays[overlay].paste(safe)
            } else if replay == nil {
                isTyping = true
                composer.field.paste(safe)
            }
        case .mouse(let event):
            take(event)
        case .focus:
            break
        }
        return []
    }

    private mutating func press(_ chord: KeyChord) -> [ConsoleEffect] {
        let wasQuitArmed = isQuitArmed
        flash = nil
        isQuitArmed = false
        if let command = keymap.command(for: chord, in: scope) {
            if let reason = reasonAgainst(command) {
                show("\(chord): \(reason)", .warn)
                return []
            }
            return perform(command, wasQuitArmed: wasQuitArmed)
        }
        if case .prompt? = overlays.last {
            typeInPrompt(chord)
        } else if let overlay = overlays.indices.last {
            overlays[overlay].type(chord)
        } else if isTyping {
            _ = composer.field.handle(chord)
        } else {
            show("\(chord) is no key here; ? lists those that are", .muted)
        }
        return []
    }

    /// Shows a short message in place of the hints for a few seconds.
    mutating func show(_ text: String, _ role: ThemeRole) {
        flash = Flash(text: text, role: role, until: uptime + .seconds(5))
    }
}
