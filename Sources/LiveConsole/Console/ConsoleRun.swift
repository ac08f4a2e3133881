// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveAPI
import LiveEngine
import TOMLFile
import TerminalNcurses
import TerminalUI
import UnixSignals
import Video
import Voice

/// The full-screen console, put together: terminal, program, sessions, server and signals.
@MainActor
struct ConsoleRun {
    let launch: Launch
    let looks: LookSource
    let terminalOptions: TerminalOptions

    /// How long leaving waits for the server to answer the close.
    private static let farewell = Duration.seconds(1)

    /// Runs until the user quits or a signal ends the program.
    ///
    /// - Throws: `CommandFailure` naming why no screen could be opened, or the signal's exit code.
    func run() async throws {
        do throws(TerminalError) {
            try TerminalGuard.check()
        } catch {
            throw CommandFailure(.badUsage, "\(error)")
        }
        let host = try launch.host()
        let voice = try ConsoleVoice(
            launch.plan.sound,
            defaultingTo: launch.plan.modality == .audio
        )
        // From here on nothing but ncurses may write on the terminal.
        let errorOutput = SavedStandardError(replacedBy: launch.log)
        defer { errorOutput.restore() }
        let signal = try await host.withServer { try await show(host, voice) }
        if let signal { throw CommandFailure(signal == .sigint ? .interrupted : .terminated, "") }
    }

    private func show(_ host: SessionHost, _ voice: ConsoleVoice) async throws -> UnixSignal? {
        let queue = ConsoleEventQueue()
        let look = try looks.load()
        let started = ContinuousClock.now
        let profile = SessionProfile(launch.plan)
        let recording = ConsoleRecording(launch.recording, queue: queue)
        let video = VideoPipeline(launch.plan.video)
        let sessions = ConsoleSessions(
            host: host,
            voice: voice,
            video: video,
            queue: queue,
            recording: recording,
            profile: profile,
            redactor: launch.redactor,
            started: started
        )
        if launch.recording.isOn { await recording.set(isOn: true, profile: profile) }
        let signal = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await sessions.runRecording() }
            group.addTask { await voice.pipeline.run() }
            group.addTask { await video.run() }
            group.addTask {
                for await snapshot in video.snapshots { await queue.post(.video(snapshot)) }
            }
            group.addTask { await sessions.run() }
            let signal = try await TerminalGuard.withTerminal(options: terminalOptions) {
                terminal in
                let configuration = ConsoleConfiguration(
                    profile: profile,
                    theme: look.theme,
                    glyphs: terminal.glyphs,
                    keymap: look.settings.keymap,
                    preset: look.settings.preset,
                    presets: look.settings.presets,
                    hasSound: true,
                    timeOfDayAtStart: .timeOfDay(at: .now)
                )
                let screen = ConsoleScreenRun(
                    terminal: terminal,
                    source: sessions,
                    queue: queue,
                    looks: LookRequests(
                        looks,
                        themeName: look.themeName,
                        queue: queue,
                        profileSetup: { [launch] name throws(CommandFailure) in
                            try launch.setup(ofProfile: name)
                        }
                    ),
                    clipboard: launch.clipboard,
                    state: ConsoleState(configuration: configuration, size: terminal.size),
                    started: started
                )
                // The look's warnings have those of the configuration among them.
                let others = launch.warnings.filter { !look.warnings.contains($0) }
                for text in others + look.warnings {
                    await queue.post(.notice(Notice(.warning, text)))
                }
                sessions.connect()
                return try await screen.run()
            }
            sessions.finish()
            group.addTask { try await Task.sleep(for: Self.farewell) }
            try await group.next()
            group.cancelAll()
            return signal
        }
        await recording.finish()
        return signal
    }
}

extension SessionProfile {
    /// The plan as the status bar shows it.
    init(_ plan: SessionPlan) {
        let route: String
        switch plan.route {
        case .embedded: route = SessionProfile.embeddedRoute
        case .gemini: route = SessionProfile.geminiRoute
        case .url(let url): route = Self.authority(of: url) ?? plan.routeName
        }
        self.init(route: route, setup: plan.setup(turnDetection: nil), terms: plan.terms)
    }

    /// Host and, where the URL names one, port: two servers on one machine are told apart.
    private static func authority(of url: String) -> String? {
        guard let url = URL(string: url), let host = url.host else { return nil }
        return url.port.map { "\(host):\($0)" } ?? host
    }
}

extension Duration {
    /// Local time since midnight.
    static func timeOfDay(at date: Date) -> Duration {
        let start = Calendar.current.startOfDay(for: date)
        return .seconds(date.timeIntervalSince(start))
    }
}
