// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Voice

/// What the console's state and screen cost, without a terminal.
struct ConsoleBenchmark {
    private static let size = Size(width: 200, height: 60)
    private var state: ConsoleState
    private let second = CallSound.second()
    private var time = Duration.zero
    private var snapshot = VoiceSnapshot()

    private init() {
        let profile = SessionProfile(route: "embedded", model: "benchmark", modality: .audio)
        state = ConsoleState(
            configuration: ConsoleConfiguration(profile: profile, hasSound: true),
            size: Self.size
        )
        apply(.sessionOpened(profile, at: .zero))
        for phase in [SessionPhase.connecting(attempt: 1), .settingUp, .ready] {
            apply(.session(SessionEvent(offset: .zero, kind: .phase(phase))))
        }
    }

    // MARK: - Drawing

    /// The median CPU time of a frame of the full console, with every pane there is room for.
    static func rows() -> [BenchmarkRow] {
        [
            row("console: 200x60, levels move") { $0.moveLevels(frame: $1) },
            row("console: 200x60, a call streams") { benchmark, frame in
                benchmark.moveLevels(frame: frame)
                benchmark.stream(frame: frame)
            },
        ]
    }

    private static func row(
        _ name: String,
        change: (inout ConsoleBenchmark, Int) -> Void
    ) -> BenchmarkRow {
        var benchmark = ConsoleBenchmark()
        for _ in 0..<600 { benchmark.playSecond() }
        var previous: CellBuffer?
        var milliseconds: [Double] = []
        for frame in 0..<300 {
            change(&benchmark, frame)
            let start = ProcessCost.cpuSeconds
            let buffer = benchmark.draw()
            let runs = CellDiff.runs(from: previous, to: buffer)
            milliseconds.append((ProcessCost.cpuSeconds - start) * 1000)
            precondition(!runs.isEmpty, "a frame that changes nothing measures nothing")
            previous = buffer
        }
        let median = milliseconds.sorted()[milliseconds.count / 2]
        return BenchmarkRow(name: name, target: 1, measured: median, unit: "ms")
    }

    private func draw() -> CellBuffer {
        var buffer = CellBuffer(size: Self.size)
        let theme = state.theme.resolved(for: .trueColor)
        _ = ConsoleScreen.draw(state, theme: theme, glyphs: .unicode, into: &buffer)
        return buffer
    }

    private mutating func moveLevels(frame: Int) {
        snapshot.microphone.isOn = true
        snapshot.microphone.isOpen = true
        snapshot.microphone.device.status = .running
        snapshot.microphone.levels.rms = -60 + Double(frame * 7 % 50)
        snapshot.microphone.levels.peak = -50 + Double(frame * 7 % 50)
        snapshot.microphone.levels.waveform = (0..<128).map { Float(($0 + frame) % 9) / 9 }
        snapshot.microphone.levels.spectrum = (0..<32).map { Float(($0 * 5 + frame) % 40) - 70 }
        apply(.meters(snapshot))
    }

    private mutating func stream(frame: Int) {
        let parts = second.count / 30
        for kind in second[(frame % 30) * parts..<(frame % 30 + 1) * parts] {
            apply(.session(SessionEvent(offset: time, kind: kind)))
        }
        time += .milliseconds(33)
        apply(.tick(now: time))
    }

    // MARK: - A long session

    /// Feeds so many frames and prints what they cost, in time and memory.
    static func run(frames: Int) {
        var benchmark = ConsoleBenchmark()
        let before = ProcessCost.residentMiB
        let start = ProcessCost.cpuSeconds
        var count = 0
        var halfway = 0
        while count < frames {
            count += benchmark.playSecond()
            if halfway == 0, count >= frames / 2 { halfway = ProcessCost.residentMiB }
        }
        let microseconds = (ProcessCost.cpuSeconds - start) / Double(count) * 1e6
        print("\(count) frames: \(microseconds.rounded(to: 2)) µs each")
        print(
            "memory: \(before) MiB before, \(halfway) MiB after half, "
                + "\(ProcessCost.residentMiB) MiB after all"
        )
        benchmark.press("Esc 3")
        benchmark.time("a page up in the frames, drawn", "PgUp")
        benchmark.time("to the first of the frames, drawn", "g")
        benchmark.time("a word found from the other end of the frames, drawn", "/ z z z Enter")
        benchmark.time("the frames filtered by type, drawn", "f t y p e : s e t u p Enter")
        benchmark.time("the transcript searched, drawn", "Esc Esc 1 / z z z Enter")
    }

    private mutating func time(_ what: String, _ chords: String) {
        let start = ProcessCost.cpuSeconds
        press(chords)
        _ = draw()
        let milliseconds = (ProcessCost.cpuSeconds - start) * 1000
        print("\(what): \(milliseconds.rounded(to: 2)) ms")
    }

    private mutating func press(_ chords: String) {
        for text in chords.split(separator: " ") {
            guard let chord = KeyChord(parsing: String(text)) else {
                preconditionFailure("\(text) is no key")
            }
            apply(.input(.key(chord)))
        }
    }

    /// Plays a second of a call; returns its frames.
    @discardableResult
    private mutating func playSecond() -> Int {
        var frames = 0
        for kind in second {
            apply(.session(SessionEvent(offset: time, kind: kind)))
            if case .frame = kind { frames += 1 }
        }
        time += .seconds(1)
        apply(.tick(now: time))
        return frames
    }

    private mutating func apply(_ event: ConsoleEvent) {
        _ = state.apply(event)
    }
}
