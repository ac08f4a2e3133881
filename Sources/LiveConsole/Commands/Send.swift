// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AsyncAlgorithms
import LiveEngine
import Voice

/// `send`: one or more text turns without a screen.
struct Send: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send text turns or recorded speech, print the replies, keep their sound.",
        discussion: """
            Each TEXT is one turn; the next is sent when the reply to the one before is complete. \
            With --in a recording is spoken after them, in real time, and its answers awaited.
            Examples:
              live-console send --modality audio --out audio.wav "Hello, are you there?"
              live-console send --in question.wav --out answer.wav
            """
    )

    @Argument(help: ArgumentHelp("The turns to send.", valueName: "text"))
    var texts: [String] = []

    @Option(name: .customLong("in"), help: "Speak the WAV file FILE, paced in real time.")
    var input: String?

    @Option(help: "Write the model's sound to FILE as 24 kHz mono 16-bit WAV.")
    var out: String?

    @Flag(help: "Print one JSON object per event.")
    var json = false

    @Option(help: "Give up after this many seconds of silence while a reply is awaited.")
    var timeout = 60.0

    @Flag(help: "Run tools that ask first (`confirm`) without asking.")
    var allowTools = false

    @OptionGroup var session: SessionOptions
    @OptionGroup var turns: TurnDetectionOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout takes seconds above 0.") }
        guard !texts.isEmpty || input != nil else {
            // The first text after it is taken for the folder.
            let hint = session.record.map {
                $0.isEmpty ? "" : " --record took '\($0)' for its folder."
            }
            throw ValidationError(
                "Nothing to send: name a TEXT, or a WAV file with --in.\(hint ?? "")"
            )
        }
    }

    func execute() async throws {
        var flags = turns.overlaid(on: session.settings)
        flags.micFile = input
        // Sound is asked for by naming a file for it.
        if out != nil, flags.modality == nil { flags.modality = .audio }
        var launch = try Launch(global: global, flags: flags, isHeard: out != nil)
        launch.leaveUnattended(allowsTools: allowTools)
        guard out == nil || launch.plan.modality == .audio else {
            throw CommandFailure(.badUsage, "--out needs --modality audio: text has no sound.")
        }
        for warning in launch.warnings { StandardStream.error.say(warning + "\n") }
        let host = try launch.host()
        let speech = try input.map { _ in
            try VoiceInput(plan: launch.plan.sound, isHeard: false, beginning: .afterTexts)
        }
        let (texts, isJSON, timeout, out) = (texts, json, timeout, out)
        let redactor = launch.redactor
        try await launch.whileRecording { recorder in
            try await untilInterrupted {
                let audio = try out.map { path in try WAVFileWriter(path: path) }
                let printer = ReplyPrinter(isJSON: isJSON, audio: audio)
                var sink = RecordingSink(
                    sink: printer,
                    recorder: recorder,
                    redactor: redactor
                )
                // A script is better served by a failure than by half a reply.
                let session = host.makeSession(
                    origin: .now,
                    resumes: false,
                    replyAudio: speech?.voice.replyAudio
                )
                let driver = TurnDriver(
                    session: session,
                    replyTimeout: .seconds(timeout),
                    speech: speech,
                    tools: host.makeTools(for: session, isAttended: false)
                )
                let outcome = try await host.withServer {
                    await driver.run(texts: texts.async, sink: &sink)
                }
                if let failure = sink.sink.audioFailure { throw failure }
                try outcome.check(redactor)
            }
        }
    }
}
