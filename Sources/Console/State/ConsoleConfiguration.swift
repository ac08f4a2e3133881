// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// What the console is started with.
package struct ConsoleConfiguration: Sendable {
    package var profile: SessionProfile
    package var theme: Theme
    package var glyphs: GlyphSet
    package var keymap: Keymap
    /// The layout to begin with.
    package var preset: LayoutPreset
    /// The layouts to choose from.
    package var presets: [LayoutPreset]
    /// Whether this run has a microphone and a loudspeaker, working or not.
    package var hasSound: Bool
    /// The local time of day at the console's time zero, so that rows can carry wall time.
    package var timeOfDayAtStart: Duration
    package var limits: Limits
    /// Where the replay begins; nil where a session is live.
    package var replay: ReplayStatus?

    /// Bounds of what the console keeps in memory.
    package struct Limits: Sendable {
        /// Rows of the frame list.
        package var frames = 20_000
        /// Payloads of frames without audio, kept for inspection.
        package var framePayloadBytes = 16 << 20
        /// Pictures in frames, kept for inspection: at 60 KB a second the last two minutes.
        package var framePictureBytes = 8 << 20
        /// Entries of the transcript.
        package var transcriptEntries = 5_000
        /// Lines of the log.
        package var logEntries = 2000
        /// Messages that can be recalled.
        package var inputHistory = 200

        package init() {}
    }

    package init(
        profile: SessionProfile,
        theme: Theme = ThemeLoader.builtIn,
        glyphs: GlyphSet = .unicode,
        keymap: Keymap = DefaultKeymap.keymap,
        preset: LayoutPreset = .debug,
        presets: [LayoutPreset] = LayoutPreset.builtIn,
        hasSound: Bool = false,
        timeOfDayAtStart: Duration = .zero,
        limits: Limits = Limits(),
        replay: ReplayStatus? = nil
    ) {
        self.profile = profile
        self.theme = theme
        self.glyphs = glyphs
        self.keymap = keymap
        self.preset = preset
        self.presets = presets
        self.hasSound = hasSound
        self.timeOfDayAtStart = timeOfDayAtStart
        self.limits = limits
        self.replay = replay
    }
}
