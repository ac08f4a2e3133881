// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// The state slices of all panes; a pane joins here.
package struct PaneStates: Sendable {
    package internal(set) var transcript: TranscriptState
    package internal(set) var audio: AudioState
    package internal(set) var frames: FramesState
    package internal(set) var tools: ToolsState
    package internal(set) var budget: BudgetState
    package internal(set) var turns: TurnsState
    package internal(set) var lanes: LanesState
    package internal(set) var log: LogState
    package internal(set) var config: ConfigState
    /// What went wrong, in whatever pane it stands.
    package internal(set) var problems: Problems
    package internal(set) var inspector: InspectorState
    package internal(set) var video: VideoState

    init(configuration: ConsoleConfiguration) {
        let (glyphs, limits) = (configuration.glyphs, configuration.limits)
        let keymap = configuration.keymap
        let leave = keymap.key(.back, in: .textEntry)
        transcript = TranscriptState(
            profile: configuration.profile,
            glyphs: glyphs,
            connectKeys: "\(leave) and \(keymap.key(.connectOrDisconnect, in: .global))",
            capacity: limits.transcriptEntries
        )
        audio = AudioState(hasSound: configuration.hasSound, glyphs: glyphs)
        frames = FramesState(glyphs: glyphs, limits: limits)
        tools = ToolsState(glyphs: glyphs)
        budget = BudgetState(terms: configuration.profile.terms)
        turns = TurnsState(terms: configuration.profile.terms)
        lanes = LanesState(glyphs: glyphs)
        log = LogState(glyphs: glyphs, capacity: limits.logEntries)
        config = ConfigState(configuration.profile.setup, glyphs: glyphs)
        problems = Problems(glyphs: glyphs)
        inspector = InspectorState(
            glyphs: glyphs,
            timeOfDayAtStart: configuration.timeOfDayAtStart
        )
        video = VideoState(configuration.profile, glyphs: glyphs)
    }

    /// The panes before anything happened, looked at in the same way.
    func rewound(_ configuration: ConsoleConfiguration) -> PaneStates {
        var states = PaneStates(configuration: configuration)
        states.frames.look(like: frames)
        states.inspector.tab = inspector.tab
        while states.lanes.window < lanes.window, states.lanes.zoom(1) {}
        while states.lanes.window > lanes.window, states.lanes.zoom(-1) {}
        return states
    }

    mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        transcript.apply(event, at: time)
        frames.apply(event, at: time)
        tools.apply(event, at: time)
        budget.apply(event, at: time)
        turns.apply(event, at: time)
        lanes.apply(event, at: time)
        log.apply(event, at: time)
        config.apply(event, at: time)
        problems.apply(event, at: time)
        video.apply(event, at: time)
    }

    mutating func sessionOpened(_ profile: SessionProfile, at time: Duration) {
        transcript.profile = profile
        frames.sessionOpened(at: time)
        tools.sessionOpened(profile)
        budget = BudgetState(terms: profile.terms)
        turns.sessionOpened(profile.terms)
        log.sessionOpened(profile, at: time)
        config.sessionOpened(profile.setup)
        lanes.sessionOpened()
        video.sessionOpened(profile)
    }

    /// The state of a pane; setting a state of another kind changes nothing.
    subscript(pane: PaneID) -> any PaneState {
        get {
            switch pane {
            case .transcript: transcript
            case .audio: audio
            case .frames: frames
            case .tools: tools
            case .budget: budget
            case .turns: turns
            case .lanes: lanes
            case .log: log
            case .config: config
            case .inspector: inspector.looking(at: frames)
            case .video: video
            }
        }
        set {
            switch pane {
            case .transcript: transcript = newValue as? TranscriptState ?? transcript
            case .audio: audio = newValue as? AudioState ?? audio
            case .frames: frames = newValue as? FramesState ?? frames
            case .tools: tools = newValue as? ToolsState ?? tools
            case .budget: budget = newValue as? BudgetState ?? budget
            case .turns: turns = newValue as? TurnsState ?? turns
            case .lanes: lanes = newValue as? LanesState ?? lanes
            case .log: log = newValue as? LogState ?? log
            case .config: config = newValue as? ConfigState ?? config
            case .inspector: inspector = (newValue as? InspectorState)?.lookingAway() ?? inspector
            case .video: video = newValue as? VideoState ?? video
            }
        }
    }
}
