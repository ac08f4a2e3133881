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
        case .toggleVideo, .nextVideoSource:
            return performVideo(command)
        case .strainTools, .acceptStrain, .holdTools, .decideTool, .openTool, .releaseTool,
            .writeAnswer, .cancelTool,
            .agreeToTool, .refuseTool, .sendAnswer:
            return performTools(command)
        case .toggleModality, .toggleTranscripts, .toggleTurnDetection, .editSetting, .stageSetting,
            .unstageSettings, .applySettings:
            return performSettings(command)
        case .palette, .runAction, .commandLine, .runCommand, .complete, .completeBackward, .theme,
            .keepTheme, .preset, .profile:
            return performDiscovery(command)
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
        case .inspectFrame, .nextTab, .previousTab, .openInspected, .nextFrame, .previousFrame,
            .toggleMark, .compareMarked:
            performInspector(command)
        case .copy, .copyMenu, .copyChoice:
            return performCopying(command)
        case .composeFrame, .editFrame, .resendFrame, .injectFrame, .editOutside:
            return performInjection(command)
        case .openFaults, .orderFault:
            return performFaults(command)
        case .agree:
            return agree()
        case .toggleRecording:
            return [.setRecording(recording == nil)]
        case .replay(let command):
            return [.replay(command)]
        case .reload:
            return [.reload]
        case .toggleMouse:
            return toggleMouse()
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
            recall(-1)
        case .historyNext:
            recall(1)
        case .nextPane, .previousPane, .focus, .nextPreset, .previousPreset, .grow, .shrink:
            arrange(command)
        case .scroll(let motion):
            scroll(motion)
        case .follow:
            let list = pane == .inspector ? .frames : pane
            shown[list].isFollowing = !(shown[list].isFollowing ?? true)
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

    private mutating func recall(_ step: Int) {
        guard case .command(var line)? = overlays.last else { return composer.recall(step) }
        line.recall(step)
        overlays[overlays.count - 1] = .command(line)
    }

    private mutating func clearOrQuit(isArmed: Bool) -> [ConsoleEffect] {
        if isArmed { return [.quit] }
        composer.clear()
        show("Ctrl-C again quits", .warn)
        isQuitArmed = true
        return []
    }

    /// Leaves what is open, the innermost first.
    mutating func goBack() {
        if let overlay = overlays.popLast() {
            switch overlay {
            case .prompt(let prompt): leavePrompt(prompt)
            case .frameEditor(let editor): frameDraft = editor.area.text
            default: break
            }
            return
        }
        if isTyping {
            isTyping = false
        } else if pane == .turns, shown.turns.isDetailed {
            shown.turns.toggleDetail()
        } else if pane == .lanes, shown.lanes.selection != nil {
            shown.lanes.selection = nil
        } else if search?.pane == pane {
            search = nil
        } else if pane == .inspector {
            pane = .frames
        } else if frozen != nil {
            frozen = nil
            refreshSearch()
        } else if zoom != .normal {
            zoom = .normal
        } else {
            show("\(key(.quit)) quits, \(key(.typeMessage)) types a message", .muted)
        }
    }

    private mutating func arrange(_ command: Command) {
        switch command {
        case .nextPane: pane = neighbor(1)
        case .previousPane: pane = neighbor(-1)
        case .focus(let target):
            if target == pane, !isTyping { zoom = zoom == .full ? .normal : .full }
            pane = target
        case .nextPreset: choose(preset(after: 1))
        case .previousPreset: choose(preset(after: -1))
        case .grow: zoom = zoom == .normal && layout.canShowHalves ? .half : .full
        case .shrink: zoom = zoom == .full && layout.canShowHalves ? .half : .normal
        default: break
        }
        isTyping = false
    }

    private func neighbor(_ step: Int) -> PaneID {
        let panes = layout.reachable
        guard let index = panes.firstIndex(of: pane) else { return panes.first ?? pane }
        return panes[(index + step + panes.count) % panes.count]
    }

    /// The preset `step` places further, round and round.
    private func preset(after step: Int) -> LayoutPreset {
        let index = presets.firstIndex { $0.name == preset.name } ?? 0
        return presets.isEmpty ? preset : presets[(index + step + presets.count) % presets.count]
    }

    mutating func choose(_ preset: LayoutPreset) {
        self.preset = preset
        zoom = .normal
        let panes = preset.panes(
            hasSound: hasSound,
            hasVideo: live.video.isShown,
            isWall: layout.sizeClass == .wall
        )
        if !panes.contains(pane), let first = panes.first { pane = first }
        show("layout: \(preset.name)", .muted)
    }

    mutating func scroll(_ motion: ScrollMotion) {
        if scrollSheet(motion) { return }
        if case .problems(var sheet)? = overlays.last {
            sheet.move(motion, within: live.problems.ring.indices)
            overlays[overlays.count - 1] = .problems(sheet)
        } else if let overlay = overlays.indices.last {
            overlays[overlay].scroll(motion, keymap: keymap, size: size)
        } else if let viewport = layout.content(of: pane)?.size {
            // What is read stays: a frame that arrives does not take its place.
            if pane == .inspector { shown.frames.isFollowing = false }
            shown[pane].scroll(motion, viewport: viewport)
        }
    }
}
