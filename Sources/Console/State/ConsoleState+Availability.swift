// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Video
import Voice

extension ConsoleState {
    /// Why a command cannot be carried out now, in plain words; nil when it can.
    package func reasonAgainst(_ command: Command) -> String? {
        if replay != nil, command.needsLiveSession { return "this is a replay" }
        return switch command {
        case .send where composer.message.isEmpty:
            "type a message first"
        case .interrupt where session.replyingTurn == nil:
            live.audio.snapshot.speaker.isPlaying ? nil : "no reply is running"
        case .toggleMicrophone, .micDoctor, .gain, .toggleTurnDetection, .toggleDuplex:
            hasSound ? nil : "no microphone in this run"
        case .editSetting, .unstageSettings, .applySettings:
            reasonAgainstSetting(command)
        case .toggleVideo, .nextVideoSource:
            live.video.snapshot.source == nil ? "no video in this run" : nil
        case .toggleSpeaker:
            hasSound ? nil : "no loudspeaker in this run"
        case .pickDevice:
            hasSound ? nil : "no sound in this run"
        case .useDevice:
            reasonAgainstDevice
        case .strainTools, .holdTools, .decideTool, .openTool, .releaseTool, .writeAnswer,
            .cancelTool, .agreeToTool, .refuseTool, .sendAnswer:
            reasonAgainstTools(command)
        case .talk:
            reasonAgainstTalking
        case .search, .nextMatch, .previousMatch, .filter, .toggleAudioFrames:
            reasonAgainstFinding(command)
        case .previousTurn, .nextTurn, .nextProblem, .listProblems:
            reasonAgainstMoments(command)
        case .inspectFrame, .openInspected, .nextFrame, .previousFrame, .toggleMark, .compareMarked:
            reasonAgainstInspecting(command)
        case .copy:
            reasonAgainstCopying(command)
        case .scroll(.left), .scroll(.right):
            pane == .inspector && overlays.isEmpty && shown.inspector.tab != .json
                ? "only JSON folds" : nil
        case .composeFrame, .editFrame, .resendFrame, .injectFrame:
            reasonAgainstInjection(command)
        case .openFaults, .orderFault:
            reasonAgainstFaults(command)
        case .connectOrDisconnect where session.phase == .closing:
            "the session is closing"
        case .follow where shown[pane].isFollowing == nil:
            "\(pane.title) has no end to follow"
        case .replay where replay == nil:
            "this is no replay"
        case .nextPreset, .previousPreset, .preset:
            layout.sizeClass < .wide ? "layouts need 120 columns" : nil
        case .grow where layout.placements.count == 1:
            "\(pane.title) fills the screen already"
        case .shrink where zoom == .normal:
            "\(pane.title) has its normal size"
        default:
            nil
        }
    }

    private var reasonAgainstTalking: String? {
        let snapshot = live.audio.snapshot
        if !hasSound { return "no microphone in this run" }
        if snapshot.talkTimeLeft != nil { return nil }
        if !session.isActive { return "no session, \(key(.connectOrDisconnect)) connects" }
        if session.phase != .ready { return "the session is not ready yet" }
        let isOpen = snapshot.turnDetection == .automatic && snapshot.microphone.isOn
        return isOpen ? "the microphone is open, just speak" : nil
    }

    private var reasonAgainstDevice: String? {
        guard case .devicePicker(let picker)? = overlays.last else { return nil }
        return picker.selection == nil ? "there is no device to use" : nil
    }
}

extension Command {
    /// Whether it asks something of a session, and so of nobody in a replay.
    fileprivate var needsLiveSession: Bool {
        switch self {
        case .typeMessage, .toggleTyping, .send, .connectOrDisconnect, .interrupt, .talk,
            .toggleMicrophone, .toggleTurnDetection, .toggleDuplex, .gain, .pickDevice, .useDevice,
            .micDoctor, .toggleVideo, .nextVideoSource, .toggleRecording, .strainTools, .holdTools,
            .decideTool, .releaseTool, .writeAnswer,
            .cancelTool, .agreeToTool, .refuseTool, .sendAnswer, .toggleModality,
            .openFaults, .composeFrame, .editFrame, .resendFrame, .injectFrame, .toggleTranscripts,
            .editSetting,
            .stageSetting, .unstageSettings, .applySettings, .profile:
            true
        default: false
        }
    }
}
