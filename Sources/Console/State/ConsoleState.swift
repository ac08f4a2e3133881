// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// Everything the console knows; ``apply(_:)`` is the only way it changes.
package struct ConsoleState: Sendable {
    package internal(set) var size: Size
    /// The time that the panes show: the console's clock, or the replay's.
    package internal(set) var now: Duration = .zero
    /// The console's own clock.
    var uptime: Duration = .zero
    /// Where the replay stands; nil where a session is live.
    package internal(set) var replay: ReplayStatus?
    /// The folder the session is recorded to; nil while it is not.
    package internal(set) var recording: String?
    /// Where the session stands.
    package internal(set) var session: SessionStatus
    /// As loaded, or as the theme picker shows it: not yet resolved for the terminal.
    package var theme: Theme {
        if case .themePicker(let picker)? = overlays.last { return picker.preview }
        return chosenTheme
    }
    /// The theme without any preview.
    var chosenTheme: Theme
    /// The themes there are, once somebody looked.
    var themes: [ThemeChoice] = []
    /// The profiles of the configuration, once somebody looked.
    var profiles: [String] = []
    /// The layouts to choose from.
    package internal(set) var presets: [LayoutPreset]
    /// The command line's earlier lines.
    var commandHistory: Composer
    /// The panes as the session feeds them.
    package internal(set) var live: PaneStates
    /// The panes as they were when the display was frozen.
    package internal(set) var frozen: Frozen?
    /// The input line.
    package internal(set) var composer: Composer
    /// Whether keys go to the input line; at the start they do, so that a new user just types.
    package internal(set) var isTyping = true
    /// The pane that has the focus, or gets it back from the input line.
    package internal(set) var pane: PaneID = .transcript
    package internal(set) var preset: LayoutPreset
    /// How much of the screen the focused pane takes.
    package internal(set) var zoom = PaneZoom.normal
    /// Whether the mouse is reported to the console.
    package internal(set) var isMouseCaptured = false
    /// The time in the lanes at which the mouse was pressed.
    var drag: Duration?
    /// The last one is on top and is offered keys first.
    package internal(set) var overlays: [Overlay] = []
    /// What is looked for, and where it was found.
    package internal(set) var search: TextSearch?
    /// The turn that was gone to last.
    var turnCursor: Int?
    /// The problem that was gone to last, and the newest there was then.
    var problemCursor: Int?
    var newestProblemSeen: Int?
    /// The menu of faults as it was left.
    var faultMenu = FaultMenu()
    /// The frame that was being composed.
    var frameDraft: String?
    /// What was asked about and agreed to.
    var agreed: Set<Consent.Subject> = []
    /// A short message in place of the hints.
    package internal(set) var flash: Flash?
    /// Whether the next Ctrl-C in the input line quits.
    var isQuitArmed = false
    /// Grows whenever the screen could look different.
    package internal(set) var revision = 0

    /// What the console was started with, for a replay to begin again.
    let configuration: ConsoleConfiguration
    package internal(set) var keymap: Keymap
    let glyphs: GlyphSet
    let timeOfDayAtStart: Duration
    /// Whether this run has a microphone and a loudspeaker, working or not.
    let hasSound: Bool

    /// What the freeze keeps.
    package struct Frozen: Sendable {
        var panes: PaneStates
        /// Frames that arrived since.
        package var backlog = 0
    }

    /// A short message and when it goes away.
    package struct Flash: Sendable, Equatable {
        package var text: String
        package var role: ThemeRole
        /// On the console's clock.
        package var until: Duration
    }

    package init(configuration: ConsoleConfiguration, size: Size) {
        self.size = size
        self.configuration = configuration
        replay = configuration.replay
        // There is nobody to type to in a replay.
        isTyping = configuration.replay == nil
        session = SessionStatus(profile: configuration.profile)
        chosenTheme = configuration.theme
        presets = configuration.presets
        commandHistory = Composer(capacity: configuration.limits.inputHistory)
        live = PaneStates(configuration: configuration)
        composer = Composer(capacity: configuration.limits.inputHistory)
        preset = configuration.preset
        keymap = configuration.keymap
        glyphs = configuration.glyphs
        timeOfDayAtStart = configuration.timeOfDayAtStart
        hasSound = configuration.hasSound
    }

    /// The panes as the screen shows them.
    package internal(set) var shown: PaneStates {
        get { frozen?.panes ?? live }
        set {
            if frozen == nil { live = newValue } else { frozen?.panes = newValue }
        }
    }

    /// Where everything stands now.
    package var layout: ConsoleLayout {
        ConsoleLayout(
            size: size,
            preset: preset,
            focus: pane,
            zoom: zoom,
            hasSound: hasSound,
            hasVideo: live.video.isShown
        )
    }

    /// The scope that is offered the next key.
    package var scope: KeyScope {
        if let overlay = overlays.last { return overlay.scope }
        if isTyping { return .textEntry }
        return replay == nil ? .pane(pane) : .replayedPane(pane)
    }

    /// When the screen changes by time alone; nil when it does not.
    package var nextTick: Duration? {
        // A replay says itself when its time goes on.
        if isVideoAwaited || isInspectedPictureAwaited { return uptime }
        guard replay == nil else { return flash?.until }
        let clock = session.isActive ? Duration.seconds(now.components.seconds + 1) : nil
        return [clock, flash?.until, nextVoiceTick].compactMap(\.self).min()
    }
}
