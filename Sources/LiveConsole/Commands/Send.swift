// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AsyncAlgorithms
import LiveEngine

/// `send`: one or more text turns without a screen.
struct Send: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send text turns, print the replies, optionally keep the sound.",
        discussion: """
            Each TEXT is one turn; the next is sent when the reply to the one before is complete. \
            Example: live-console send --modality audio --out audio.wav "Hello, are you there?"
            """
    )

    @Argument(help: ArgumentHelp("The turns to send.", valueName: "text"))
    var texts: [String]

    @Option(help: "Write the model's sound to FILE as 24 kHz mono 16-bit WAV.")
    var out: String?

    @Flag(help: "Print one JSON object per event.")
    var json = false

    @Option(help: "Give up after this many seconds of silence while a reply is awaited.")
    var timeout = 60.0

    @OptionGroup var session: SessionOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard timeout > 0 else { throw ValidationError("--timeout takes seconds above 0.") }
    }

    func execute() async throws {
        var flags = session.settings
        // Sound is asked for by naming a file for it.
        if out != nil, flags.modality == nil { flags.modality = .audio }
        let launch = try Launch(global: global, flags: flags)
        guard out == nil || launch.plan.modality == .audio else {
            throw CommandFailure(.badUsage, "--out needs --modality audio: text has no sound.")
        }
        for warning in launch.warnings { StandardStream.error.write(warning + "\n") }
        let host = try launch.host()
        let (texts, isJSON, timeout, out) = (texts, json, timeout, out)
        try await untilInterrupted {
            let audio = try out.map { path in try WAVFileWriter(path: path) }
            var printer = ReplyPrinter(isJSON: isJSON, audio: audio)
            let driver = TurnDriver(
                session: host.makeSession(origin: .now),
                replyTimeout: .seconds(timeout)
            )
            let outcome = try await host.withServer {
                await driver.run(texts: texts.async, sink: &printer)
            }
            if let failure = printer.audioFailure { throw failure }
            try outcome.check()
        }
    }
}
