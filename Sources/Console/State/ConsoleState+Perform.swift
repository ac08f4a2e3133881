// SPDX-License-Identifier: Apache-2.0

import TerminalUI

extension ConsoleState {
    /// Carries out a command that is valid now.
    mutating func perform(_ command: Command, wasQuitArmed: Bool) -> [ConsoleEffect] {
        switch command {
        case .quit where session.isActive && replay == nil:
            overlays.append(.confirmQuit(route: session.profile.route))
        case .quit, .quitNow, .confirm:
            return [.quit]
        case .clearOrQuit:
            return clearOrQuit(isArmed: wasQuitArmed)
        case .send:
            return send()
        case .connectOrDisconnect:
            return [session.isActive ? .disconnect : .connect]
        case .interrupt, .toggleMicrophone, .toggleSpeaker, .talk, .toggleDuplex,
            .gain, .pickDevice, .useDevice, .micDoctor:
            return performVoice(command)
        case .holdTools, .decideTool, .openTool, .releaseTool, .writeAnswer, .cancelTool,
            .agreeToTool, .refuseTool, .sendAnswer:
            return performTools(command)
        case .toggleModality, .toggleTranscripts, .toggleTurnDetection, .editSetting, .stageSetting,
            .unstageSettings, .applySettings:
            return performSettings(command)
        case .zoomTimeIn:
            zoomTime(-1)
        case .zoomTimeOut:
            zoomTime(1)
        case .toggleTurnDetail:
            shown.turns.toggleDetail()
        case .search, .nextMatch, .previousMatch, .filter, .toggleAudioFrames, .acceptPrompt:
            performFind(command)
        case .previousTurn, .nextTurn, .nextProblem, .listProblems, .goToProblem:
            performMoments(command)
        case .toggleRecording:
            return [.setRecording(recording == nil)]
        case .replay(let command):
            return [.replay(command)]
        case .reload:
            return [.reload]
        case .redraw:
            return [.redraw]
        case .suspend:
            return [.suspend]
        case .back, .decline:
            goBack()
        case .help:
            overlays.append(.help(HelpOverlay(scope: scope)))
        case .typeMessage:
            isTyping = true
        case .toggleTyping:
            isTyping.toggle()
        case .historyPrevious:
            composer.recall(-1)
        case .historyNext:
            composer.recall(1)
        case .nextPane, .previousPane, .focus, .nextPreset, .previousPreset, .grow, .shrink:
            arrange(command)
        case .scroll(let motion):
            scroll(motion)
        case .follow:
            shown[pane].isFollowing = !(shown[pane].isFollowing ?? true)
        case .freeze:
            frozen = frozen == nil ? Frozen(panes: live) : nil
            refreshSearch()
        }
        return []
    }

    private mutating func send() -> [ConsoleEffect] {
        let message = composer.take()
        live.transcript.isFollowing = true
        return session.isActive ? [.sendText(message)] : [.connect, .sendText(message)]
    }

    private mutating func clearOrQuit(isArmed: Bool) -> [ConsoleEffect] {
        if isArmed { return [.quit] }
        composer.clear()
        show("Ctrl-C again quits", .warn)
        isQuitArmed = true
        return []
    }

    private mutating func goBack() {
        if let overlay = overlays.popLast() {
            if case .prompt(let prompt) = overlay { leavePrompt(prompt) }
            return
        }
        if isTyping {
            isTyping = false
        } else if pane == .turns, shown.turns.isDetailed {
            shown.turns.toggleDetail()
        } else if search?.pane == pane {
            search = nil
        } else if frozen != nil {
            frozen = nil
            refreshSearch()
        } else if isZoomed {
            isZoomed = false
        } else {
            show("q quits, t types a message", .muted)
        }
    }

    private mutating func arrange(_ command: Command) {
        switch command {
        case .nextPane: pane = neighbor(1)
        case .previousPane: pane = neighbor(-1)
        case .focus(let target):
            isZoomed = target == pane && !isTyping ? !isZoomed : isZoomed
            pane = target
        case .nextPreset: choose(preset.advanced(by: 1))
        case .previousPreset: choose(preset.advanced(by: -1))
        case .grow: isZoomed = true
        case .shrink: isZoomed = false
        default: break
        }
        isTyping = false
    }

    private func neighbor(_ step: Int) -> PaneID {
        let panes = layout.reachable
        guard let index = panes.firstIndex(of: pane) else { return panes.first ?? pane }
        return panes[(index + step + panes.count) % panes.count]
    }

    private mutating func choose(_ preset: LayoutPreset) {
        self.preset = preset
        isZoomed = false
        let panes = preset.panes(hasSound: hasSound)
        if !panes.contains(pane), let first = panes.first { pane = first }
        show("layout: \(preset.rawValue)", .muted)
    }

    private mutating func scroll(_ motion: ScrollMotion) {
        if scrollSheet(motion) { return }
        if case .problems(var sheet)? = overlays.last {
            sheet.move(motion, within: live.problems.ring.indices)
            overlays[overlays.count - 1] = .problems(sheet)
        } else if let overlay = overlays.indices.last {
            overlays[overlay].scroll(motion, keymap: keymap, size: size)
        } else if let viewport = layout.content(of: pane)?.size {
            shown[pane].scroll(motion, viewport: viewport)
        }
    }
}
