// SPDX-License-Identifier: Apache-2.0

/// Everything a key can ask for.
package enum Command: Sendable, Hashable {
    case help
    case palette
    case runAction
    case commandLine
    case runCommand
    case complete
    case completeBackward
    /// Nil asks for the picker.
    case theme(String?)
    case keepTheme
    /// Nil stands for any name in the table.
    case profile(String?)
    /// Nil stands for any name in the table.
    case preset(String?)
    case quit
    case quitNow
    case clearOrQuit
    case back
    case nextPane
    case previousPane
    case focus(PaneID)
    case scroll(ScrollMotion)
    case follow
    case freeze
    case typeMessage
    case toggleTyping
    case send
    case historyPrevious
    case historyNext
    case connectOrDisconnect
    case interrupt
    case toggleMicrophone
    case toggleSpeaker
    case talk
    case toggleTurnDetection
    case toggleDuplex
    case toggleModality
    case toggleTranscripts
    case editSetting
    case stageSetting
    case unstageSettings
    case applySettings
    case gain(GainStep)
    case pickDevice
    case useDevice
    case micDoctor
    case toggleVideo
    case nextVideoSource
    case holdTools
    case decideTool
    case openTool
    case releaseTool
    case writeAnswer
    case cancelTool
    case agreeToTool
    case refuseTool
    case sendAnswer
    case zoomTimeIn
    case zoomTimeOut
    case toggleTurnDetail
    case toggleAudioFrames
    case search
    case nextMatch
    case previousMatch
    /// Nil asks for the expression.
    case filter(String?)
    case acceptPrompt
    case previousTurn
    case nextTurn
    case nextProblem
    case listProblems
    case goToProblem
    case inspectFrame
    case nextTab
    case previousTab
    case openInspected
    case nextFrame
    case previousFrame
    case toggleMark
    case compareMarked
    case copy
    case copyMenu
    case copyChoice
    case composeFrame
    case editFrame
    case resendFrame
    case injectFrame
    case editOutside
    case strainTools
    case acceptStrain
    case openFaults
    case orderFault
    case agree
    case toggleRecording
    case replay(ReplayCommand)
    case nextPreset
    case previousPreset
    case grow
    case shrink
    case toggleMouse
    case redraw
    case suspend
    case reload
    case confirm
    case decline

    /// The action's name in configuration files and documents.
    package var name: String {
        switch self {
        case .help: "help"
        case .palette: "palette"
        case .runAction: "run-action"
        case .commandLine: "command-line"
        case .runCommand: "run-command"
        case .complete: "complete"
        case .completeBackward: "complete-backward"
        case .theme: "theme"
        case .keepTheme: "keep-theme"
        case .profile: "profile"
        case .preset: "preset"
        case .quit: "quit"
        case .quitNow: "quit-now"
        case .clearOrQuit: "clear-or-quit"
        case .back: "back"
        case .nextPane: "next-pane"
        case .previousPane: "previous-pane"
        case .focus(let pane): "focus-\(pane.name)"
        case .scroll(let motion): motion.rawValue
        case .follow: "follow"
        case .freeze: "freeze"
        case .typeMessage: "type-message"
        case .toggleTyping: "toggle-typing"
        case .send: "send"
        case .historyPrevious: "history-previous"
        case .historyNext: "history-next"
        case .connectOrDisconnect: "connect-or-disconnect"
        case .interrupt: "interrupt"
        case .toggleMicrophone: "toggle-microphone"
        case .toggleSpeaker: "toggle-speaker"
        case .talk: "talk"
        case .toggleTurnDetection: "toggle-turn-detection"
        case .toggleDuplex: "toggle-duplex"
        case .toggleModality: "toggle-modality"
        case .toggleTranscripts: "toggle-transcripts"
        case .editSetting: "edit-setting"
        case .stageSetting: "stage-setting"
        case .unstageSettings: "unstage-settings"
        case .applySettings: "apply-settings"
        case .gain(let step): "gain-\(step.rawValue)"
        case .pickDevice: "pick-device"
        case .useDevice: "use-device"
        case .micDoctor: "mic-doctor"
        case .toggleVideo: "toggle-video"
        case .nextVideoSource: "next-video-source"
        case .holdTools: "hold-tools"
        case .decideTool: "decide-tool"
        case .openTool: "open-tool"
        case .releaseTool: "release-tool"
        case .writeAnswer: "write-answer"
        case .cancelTool: "cancel-tool"
        case .agreeToTool: "agree-to-tool"
        case .refuseTool: "refuse-tool"
        case .sendAnswer: "send-answer"
        case .zoomTimeIn: "zoom-time-in"
        case .zoomTimeOut: "zoom-time-out"
        case .toggleTurnDetail: "turn-detail"
        case .toggleAudioFrames: "toggle-audio-frames"
        case .search: "search"
        case .nextMatch: "next-match"
        case .previousMatch: "previous-match"
        case .filter: "filter"
        case .acceptPrompt: "accept-prompt"
        case .previousTurn: "previous-turn"
        case .nextTurn: "next-turn"
        case .nextProblem: "next-problem"
        case .listProblems: "list-problems"
        case .goToProblem: "go-to-problem"
        case .inspectFrame: "inspect-frame"
        case .nextTab: "next-tab"
        case .previousTab: "previous-tab"
        case .openInspected: "open-inspected"
        case .nextFrame: "next-frame"
        case .previousFrame: "previous-frame"
        case .toggleMark: "toggle-mark"
        case .compareMarked: "compare-marked"
        case .copy: "copy"
        case .copyMenu: "copy-menu"
        case .copyChoice: "copy-choice"
        case .composeFrame: "compose-frame"
        case .editFrame: "edit-frame"
        case .resendFrame: "resend-frame"
        case .injectFrame: "inject-frame"
        case .editOutside: "edit-outside"
        case .strainTools: "strain-tools"
        case .acceptStrain: "accept-strain"
        case .openFaults: "open-faults"
        case .orderFault: "order-fault"
        case .agree: "agree"
        case .toggleRecording: "toggle-recording"
        case .replay(let command): "replay-\(command.rawValue)"
        case .nextPreset: "next-preset"
        case .previousPreset: "previous-preset"
        case .grow: "grow"
        case .shrink: "shrink"
        case .toggleMouse: "toggle-mouse"
        case .redraw: "redraw"
        case .suspend: "suspend"
        case .reload: "reload"
        case .confirm: "confirm"
        case .decline: "decline"
        }
    }
}

/// A change of the microphone's gain.
package enum GainStep: String, Sendable, CaseIterable {
    case up
    case down
    case reset
}

/// A move within a list or a text.
package enum ScrollMotion: String, Sendable, CaseIterable {
    case up
    case down
    case left
    case right
    case pageUp = "page-up"
    case pageDown = "page-down"
    case halfPageUp = "half-page-up"
    case halfPageDown = "half-page-down"
    case top
    case bottom

    /// Rows to move in a view of the given height, negative for up; nil when it is no such move.
    func rows(height: Int) -> Int? {
        let page = max(height - 1, 1)
        switch self {
        case .up: return -1
        case .down: return 1
        case .pageUp: return -page
        case .pageDown: return page
        case .halfPageUp: return -max(height / 2, 1)
        case .halfPageDown: return max(height / 2, 1)
        case .left, .right, .top, .bottom: return nil
        }
    }
}
