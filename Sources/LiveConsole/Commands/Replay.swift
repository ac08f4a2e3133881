// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console
import Foundation
import LiveEngine
import Recording
import TerminalNcurses
import Voice

/// `replay`: a recorded session in the console, or as labelled lines.
struct Replay: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open a recorded session in the console.",
        discussion: """
            Space pauses, { and } go by turn, comma and full stop by frame, < and > change the \
            speed. The model's sound is heard at speed 1. With --plain it is printed at once.
            """
    )

    @OptionGroup var bundle: BundleArgument

    @Option(help: "Speed from 0.25 to 32, a power of 2.")
    var speed = 1.0

    @Flag(help: "No full screen: one labelled line per event.")
    var plain = false

    @Option(help: "Whether the model's sound is heard. Default: on for a session with sound.")
    var speaker: Switch?

    @Option(help: "Speaker by its name in `live-console devices`.")
    var outputDevice: String?

    @Option(help: "Write what a speaker would play to the WAV file FILE, in real time.")
    var speakerFile: String?

    @OptionGroup var look: LookOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard ReplayDeck.speeds.contains(speed) else {
            throw ValidationError("--speed takes 0.25, 0.5, 1, 2, 4, 8, 16 or 32.")
        }
    }

    func execute() async throws {
        let environment = ProcessInfo.processInfo.environment
        let paths = StandardPaths(environment: environment)
        let reader = try bundle.open()
        if plain { return try printPlain(reader) }
        let configuration = global.source(environment: environment, paths: paths)
        let stored = try configuration.load().settings
        var sound = stored
        sound.mic = .off
        sound.micFile = nil
        sound.speaker = speaker ?? stored.speaker
        sound.outputDevice = outputDevice ?? stored.outputDevice
        sound.speakerFile = speakerFile
        let log = try LineLog(
            path: global.log ?? paths.logFile,
            level: global.logLevel,
            redactor: Redactor()
        )
        let run = ReplayRun(
            reader: reader,
            speed: speed,
            terms: try SessionTerms(recorded: reader.meta.session, settings: stored),
            sound: SoundPlan(sound),
            log: log,
            looks: look.source(configuration, paths: paths),
            clipboard: Clipboard(
                redactor: Redactor(),
                paths: paths,
                environment: environment
            ),
            terminalOptions: look.terminalOptions
        )
        try await run.run()
    }

    private func printPlain(_ bundle: BundleReader) throws(CommandFailure) {
        var (reader, printer) = (bundle, PlainPrinter())
        do throws(BundleError) {
            while let record = try reader.next() {
                switch record.content {
                case .session(let session, _):
                    StandardStream.output.say("Session: \(session.route), recorded\n")
                case .event(let event): printer.consume(event)
                case .gap(let count):
                    StandardStream.output.write("Session: \(count) events are missing here\n")
                }
            }
        } catch {
            throw CommandFailure(.badUsage, "\(error).")
        }
        if reader.isCutShort {
            StandardStream.output.write("Session: the recording was cut short here\n")
        }
    }
}
