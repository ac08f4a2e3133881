// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AudioDSP
import Foundation

/// `vad`: the voice activity detector on a file or a pipe.
struct VAD: ExecutableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vad",
        abstract: "Find the speech in a WAV file or in raw sound from a pipe.",
        discussion: """
            Prints one character for every 10 ms, 1 for speech and 0 for the rest, or with --events \
            a line for every start and end of speech, in seconds.
            Example: arecord -f S16_LE -r 16000 -t raw | live-console vad --events -
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A WAV file, or - for raw 16 kHz 16-bit little-endian mono on standard input.",
            valueName: "file"
        )
    )
    var file: String

    @Flag(help: "Print starts and ends of speech instead of frames.")
    var events = false

    @Option(help: "Low asks for clearer speech before it starts.")
    var startOfSpeechSensitivity = ActivityTracker.Sensitivity.high

    @Option(help: "Low takes fainter speech for a continuation, so that the end comes later.")
    var endOfSpeechSensitivity = ActivityTracker.Sensitivity.high

    @Option(help: "Milliseconds of speech needed for a start.")
    var prefixPaddingMs = 20

    @Option(help: "Milliseconds of silence needed for an end.")
    var silenceDurationMs = 800

    func validate() throws {
        for (name, value) in [
            ("prefix-padding-ms", prefixPaddingMs), ("silence-duration-ms", silenceDurationMs),
        ] where !(0...600_000).contains(value) {
            throw ValidationError("--\(name) takes milliseconds from 0 to 600000, not \(value).")
        }
    }

    func execute() async throws {
        var printer = VADPrinter(showsEvents: events, parameters: parameters)
        if file == "-" {
            try readStandardInput { printer.process($0) }
        } else {
            let sound = try SoundFile(path: file, sampleRate: VoiceActivityDetector.sampleRate)
            printer.process(sound.samples)
        }
        printer.finish()
    }

    private var parameters: ActivityTracker.Parameters {
        var parameters = ActivityTracker.Parameters()
        parameters.startSensitivity = startOfSpeechSensitivity
        parameters.endSensitivity = endOfSpeechSensitivity
        parameters.prefixPaddingMs = prefixPaddingMs
        parameters.silenceDurationMs = silenceDurationMs
        return parameters
    }

    /// Passes samples on as they arrive, until the end of the input.
    private func readStandardInput(_ body: ([Int16]) -> Void) throws(CommandFailure) {
        var buffer = [UInt8](repeating: 0, count: 64 * 1_024)
        var pending: [UInt8] = []
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                let reason = String(cString: strerror(errno))
                throw CommandFailure(.badUsage, "Cannot read standard input: \(reason).")
            }
            guard count > 0 else { return }
            pending += buffer[..<count]
            body(PCM16.samples(fromLittleEndian: pending))
            // A read may end between the two bytes of a sample.
            pending.removeFirst(pending.count / 2 * 2)
        }
    }
}

extension ActivityTracker.Sensitivity: ExpressibleByArgument {}

/// Prints what the detector finds, as soon as it is found.
private struct VADPrinter {
    private let showsEvents: Bool
    private var detector = VoiceActivityDetector()
    private var tracker: ActivityTracker

    init(showsEvents: Bool, parameters: ActivityTracker.Parameters) {
        self.showsEvents = showsEvents
        tracker = ActivityTracker(parameters)
    }

    mutating func process(_ samples: [Int16]) {
        var text = ""
        detector.process(samples) { probability in
            if !showsEvents {
                text += probability >= VoiceActivityDetector.threshold ? "1" : "0"
            } else if let event = tracker.advance(probability) {
                text += Self.line(event)
            }
        }
        StandardStream.output.write(text)
    }

    mutating func finish() {
        if !showsEvents {
            StandardStream.output.write("\n")
        } else if let event = tracker.finish() {
            StandardStream.output.write(Self.line(event))
        }
    }

    private static func line(_ event: ActivityTracker.Event) -> String {
        let name = event.kind == .start ? "start" : "end"
        let seconds = Double(event.time / .milliseconds(1)) / 1_000
        return "\(name) \(String(format: "%.2f", seconds))\n"
    }
}
