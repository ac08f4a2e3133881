// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import Recording
import TOMLFile
import TerminalNcurses
import TerminalUI
import UnixSignals
import Voice

/// The full-screen console on a recorded session.
struct ReplayRun {
    let reader: BundleReader
    let speed: Double
    let terms: SessionTerms
    let sound: SoundPlan
    let log: LineLog
    let looks: LookSource
    let clipboard: Clipboard
    let terminalOptions: TerminalOptions

    /// Runs until the user quits or a signal ends the program.
    ///
    /// - Throws: `CommandFailure` naming why no screen could be opened, or the signal's exit code.
    @MainActor
    func run() async throws {
        do throws(TerminalError) {
            try TerminalGuard.check()
        } catch {
            throw CommandFailure(.badUsage, "\(error)")
        }
        let voice = try ConsoleVoice(
            sound,
            defaultingTo: reader.meta.session.modality == "AUDIO"
        )
        let errorOutput = SavedStandardError(replacedBy: log)
        defer { errorOutput.restore() }
        let signal = try await show(voice)
        if let signal { throw CommandFailure(signal == .sigint ? .interrupted : .terminated, "") }
    }

    @MainActor
    private func show(_ voice: ConsoleVoice) async throws -> UnixSignal? {
        let queue = ConsoleEventQueue()
        let look = try looks.load()
        let source = ReplaySource(
            ReplayDeck(reader, duration: reader.duration, speed: speed),
            terms: terms,
            voice: voice,
            queue: queue
        )
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await voice.pipeline.run() }
            group.addTask { await source.run() }
            defer { group.cancelAll() }
            return try await TerminalGuard.withTerminal(options: terminalOptions) { terminal in
                let configuration = ConsoleConfiguration(
                    profile: SessionProfile(reader.meta.session, terms: terms),
                    theme: look.theme,
                    glyphs: terminal.glyphs,
                    keymap: look.settings.keymap,
                    preset: look.settings.preset,
                    presets: look.settings.presets,
                    hasSound: true,
                    timeOfDayAtStart: reader.meta.timeOfDay,
                    replay: source.status
                )
                let screen = ConsoleScreenRun(
                    terminal: terminal,
                    source: source,
                    queue: queue,
                    looks: LookRequests(looks, themeName: look.themeName, queue: queue),
                    clipboard: clipboard,
                    state: ConsoleState(configuration: configuration, size: terminal.size),
                    started: .now
                )
                for text in look.warnings {
                    await queue.post(.notice(Notice(.warning, text)))
                }
                return try await screen.run()
            }
        }
    }
}
