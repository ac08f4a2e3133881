// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console
import LiveEngine
import TerminalNcurses
import Video
import Voice

/// `run`: the full-screen console, or with `--plain` the same engine as labelled lines.
struct Run: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the console (the default).",
        discussion: """
            Type a message and press Enter; press Esc and ? for the keys. With --plain nothing is \
            drawn: each line of standard input is a turn, until its end or the word `exit`. A machine \
            without sound devices can use files: --mic-file speaks one, --speaker-file writes one.
            """
    )

    @OptionGroup var session: SessionOptions
    @OptionGroup var sound: SoundOptions
    @OptionGroup var video: VideoOptions

    @OptionGroup var look: LookOptions

    @Flag(help: "No full screen: one labelled line per event, turns read from standard input.")
    var plain = false

    @Option(help: "With --plain: give up after this many seconds without any sign of a reply.")
    var timeout = 60.0

    @Flag(help: "With --plain: run tools that ask first (`confirm`) without asking.")
    var allowTools = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout takes seconds above 0.") }
        guard plain || !allowTools else {
            throw ValidationError("--allow-tools is for --plain: the screen asks you.")
        }
    }

    func execute() async throws {
        var flags = video.overlaid(on: sound.overlaid(on: session.settings))
        flags.theme = look.theme
        var launch = try Launch(global: global, flags: flags, isHeard: !plain)
        if plain {
            launch.leaveUnattended(allowsTools: allowTools)
            return try await runPlain(launch)
        }
        let console = ConsoleRun(
            launch: launch,
            looks: look.source(launch.configuration, paths: launch.paths),
            terminalOptions: look.terminalOptions
        )
        try await console.run()
    }

    /// Microphone and speaker beside the typed turns, where the user asked for them.
    private func plainVoice(_ sound: SoundPlan) throws(CommandFailure) -> VoiceInput? {
        guard sound.isUsed else { return nil }
        let voice = try VoiceInput(plan: sound, isHeard: true, beginning: .withSession)
        let hasNoKey = voice.opensMicrophone && voice.recording == nil
        guard !hasNoKey || sound.turnDetection == .automatic else {
            throw CommandFailure(
                .badUsage,
                "Manual turn detection with --plain needs --mic-file: there is no talk key."
            )
        }
        return voice
    }

    private func runPlain(_ launch: Launch) async throws {
        let host = try launch.host()
        for warning in launch.warnings { StandardStream.error.say(warning + "\n") }
        StandardStream.output.say("Session: \(launch.plan.routeName)\n")
        let turns = StandardInputLines().filter { !$0.allSatisfy(\.isWhitespace) }
            .prefix { $0.trimmingPrefix { $0 == " " } != "exit" }
        let timeout = timeout
        let speech = try plainVoice(launch.plan.sound)
        let pictures = launch.plan.video.isOn ? VideoPipeline(launch.plan.video) : nil
        try await launch.whileRecording { recorder in
            try await untilInterrupted {
                let session = host.makeSession(
                    origin: .now,
                    replyAudio: speech?.voice.replyAudio
                )
                let driver = TurnDriver(
                    session: session,
                    replyTimeout: .seconds(timeout),
                    speech: speech,
                    tools: host.makeTools(for: session, isAttended: false),
                    video: pictures
                )
                var sink = RecordingSink(
                    sink: PlainPrinter(),
                    recorder: recorder,
                    redactor: launch.redactor
                )
                let outcome = try await host.withServer {
                    await driver.run(texts: turns, sink: &sink)
                }
                do throws(CommandFailure) {
                    try outcome.check(launch.redactor)
                } catch {
                    // The printer has said on standard output what went wrong; the code says it to
                    // scripts.
                    throw CommandFailure(error.code, outcome.timedOut ? error.message : "")
                }
            }
        }
    }
}
