// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Glibc
import TestSupport
import Testing

@testable import AudioALSA

/// Streams on devices that keep time, get lost and come back; one after the other, since all share
/// the one place that this process's ALSA knows of.
@Suite(
    .serialized,
    .enabled(if: VirtualSound.isExpected, Comment(rawValue: VirtualSound.missing ?? ""))
)
struct VirtualSoundTests {
    private let host = ALSAHost()

    init() {
        PrivateALSA.install()
    }

    @Test(arguments: [16_000, 24_000])
    func aToneIsHeard(sampleRate: Int) async throws {
        try await VirtualSound.run(in: PrivateALSA.soundFolder) { sound in
            var ears = try Ears(host, sampleRate: sampleRate)
            try await ears.hear(tone: 1_000, from: sound)
            #expect(ears.stream.counters.given?.format == AudioFormat(sampleRate: sampleRate))
            #expect(ears.stream.counters.lossesNow == 0)
        }
    }

    @Test(arguments: [16_000, 24_000])
    func aToneIsPlayed(sampleRate: Int) async throws {
        try await VirtualSound.run(in: PrivateALSA.soundFolder) { sound in
            var mouth = try Mouth(host, sampleRate: sampleRate)
            try await mouth.play(tone: 1_000, on: sound)
            #expect(mouth.stream.counters.given?.format == AudioFormat(sampleRate: sampleRate))
            #expect(mouth.stream.counters.lossesNow == 0)
        }
    }

    @Test func aServerThatDiesIsALossAndItsReturnIsUsed() async throws {
        try await VirtualSound.run(in: PrivateALSA.soundFolder) { sound in
            var ears = try Ears(host)
            var mouth = try Mouth(host)
            for round in 1...2 {
                try await ears.hear(tone: 700, from: sound)
                try await mouth.play(tone: 900, on: sound)
                sound.crash()
                for counters in [ears.stream.counters, mouth.stream.counters] {
                    try await until { counters.lossesNow == round }
                    try await until { if case .lost = counters.state { true } else { false } }
                    #expect(counters.lastError?.direction == counters.direction)
                }
                try await sound.restart()
                for counters in [ears.stream.counters, mouth.stream.counters] {
                    try await until { counters.state == .running }
                    #expect(counters.returnsNow == round)
                }
            }
            try await ears.hear(tone: 700, from: sound)
            try await mouth.play(tone: 900, on: sound)
        }
    }

    @Test func aServerThatHangsIsAStallAndGoesOn() async throws {
        try await VirtualSound.run(in: PrivateALSA.soundFolder) { sound in
            var ears = try Ears(host)
            var mouth = try Mouth(host)
            try await ears.hear(tone: 700, from: sound)
            try await mouth.play(tone: 900, on: sound)
            sound.hang(true)
            for counters in [ears.stream.counters, mouth.stream.counters] {
                try await until { counters.state == .stalled }
                #expect(counters.stallsNow > 0)
            }
            sound.hang(false)
            for counters in [ears.stream.counters, mouth.stream.counters] {
                try await until { counters.state == .running }
            }
            try await ears.hear(tone: 700, from: sound)
            try await mouth.play(tone: 900, on: sound)
        }
    }

    @Test func aStreamCanBeStoppedWhileTheServerHangs() async throws {
        try await VirtualSound.run(in: PrivateALSA.soundFolder) { sound in
            let ears = try Ears(host)
            let mouth = try Mouth(host)
            try await until { ears.stream.counters.state == .running }
            try await until { mouth.stream.counters.state == .running }
            sound.hang(true)
            ears.stream.stop()
            mouth.stream.stop()
            sound.hang(false)
            try await until { ears.stream.counters.state == .stopped }
            try await until { mouth.stream.counters.state == .stopped }
        }
    }

    @Test func aDeviceIsListedWhileItsServerIsUp() async throws {
        for direction in [AudioDirection.capture, .playback] {
            try await VirtualSound.run(in: PrivateALSA.soundFolder) { _ in
                let devices = host.devices(direction)
                let device = try #require(devices.first { $0.name == PrivateALSA.virtual })
                #expect(device.summary == "Virtual microphone and speaker")
                #expect(!device.isDefault)
                let format: AudioFormat = direction == .capture ? .microphone : .speaker
                #expect(try device.given.get().format == format)
            }
            #expect(!host.devices(direction).contains { $0.name == PrivateALSA.virtual })
        }
    }

    @Test func aMissingServerIsAnAbsentDeviceUntilItComes() async throws {
        let ears = try Ears(host)
        try await until { ears.stream.counters.lastError?.condition == .absent }
        try await VirtualSound.run(in: PrivateALSA.soundFolder) { _ in
            try await until { ears.stream.counters.state == .running }
        }
        #expect(ears.stream.counters.returnsNow == 0)
    }
}

/// A capture stream, and what it has heard.
private struct Ears: ~Copyable {
    let stream: any AudioStream
    private let sampleRate: Int
    private var reader: SampleReader

    init(_ host: ALSAHost, sampleRate: Int = 16_000) throws {
        var ring = SampleRing(minimumCapacity: 20 * sampleRate)
        let configuration = StreamConfiguration(
            device: PrivateALSA.virtual,
            format: AudioFormat(sampleRate: sampleRate),
            bufferPeriods: 10,
            retryInterval: .milliseconds(20)
        )
        stream = try host.startCapture(configuration, into: ring.takeWriter())
        reader = ring.takeReader()
        self.sampleRate = sampleRate
    }

    deinit { stream.stop() }

    /// Has the microphone hear a tone until it is found in the ring.
    mutating func hear(tone hertz: Double, from sound: VirtualSound) async throws {
        let tone = Tone(hertz: hertz, sampleRate: sampleRate)
        let counters = stream.counters
        try await until { counters.state == .running }
        var heard: [Int16] = []
        try await sound.play(tone.samples(seconds: 0.5), sampleRate: sampleRate)
        while !tone.isFound(in: heard) {
            var block = [Int16](repeating: 0, count: sampleRate)
            var span = block.mutableSpan
            let count = reader.read(into: &span)
            heard += block.prefix(count)
            if count == 0 {
                try await sound.play(tone.samples(seconds: 0.5), sampleRate: sampleRate)
            }
        }
    }
}

/// A playback stream and the ring that feeds it.
private struct Mouth: ~Copyable {
    let stream: any PlaybackControl
    private let sampleRate: Int
    private var writer: SampleWriter

    init(_ host: ALSAHost, sampleRate: Int = 24_000) throws {
        var ring = SampleRing(minimumCapacity: sampleRate)
        let configuration = StreamConfiguration(
            device: PrivateALSA.virtual,
            format: AudioFormat(sampleRate: sampleRate),
            bufferPeriods: 3,
            retryInterval: .milliseconds(20)
        )
        stream = try host.startPlayback(configuration, from: ring.takeReader())
        writer = ring.takeWriter()
        self.sampleRate = sampleRate
    }

    deinit { stream.stop() }

    /// Plays a tone until it is found in what the speaker played.
    mutating func play(tone hertz: Double, on sound: VirtualSound) async throws {
        let counters = stream.counters
        try await until { counters.state == .running }
        let tone = Tone(hertz: hertz, sampleRate: sampleRate)
        let samples = tone.samples(seconds: 0.5)
        try await sound.record(sampleRate: sampleRate) { recording in
            while !tone.isFound(in: recording.samples) {
                if writer.queuedSamples == 0 { _ = writer.write(samples.span) }
                stream.wake()
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}

/// A tone, and whether it is somewhere in a recording.
private struct Tone {
    let hertz: Double
    let sampleRate: Int
    private let amplitude = 8_000.0

    init(hertz: Double, sampleRate: Int) {
        self.hertz = hertz
        self.sampleRate = sampleRate
    }

    func samples(seconds: Double) -> [Int16] {
        (0..<Int(seconds * Double(sampleRate))).map { index in
            Int16(amplitude * sin(2 * .pi * hertz * Double(index) / Double(sampleRate)))
        }
    }

    /// Whether 100 ms without a break hold this tone at its level and nothing else.
    ///
    /// More would be too much to ask of a busy machine, on which the sound server itself comes late.
    func isFound(in samples: [Int16]) -> Bool {
        let window = sampleRate / 10
        return stride(from: 0, through: samples.count - window, by: window / 4).contains { start in
            isTone(samples[start..<start + window])
        }
    }

    private func isTone(_ samples: ArraySlice<Int16>) -> Bool {
        var (real, imaginary, energy) = (0.0, 0.0, 0.0)
        for (index, sample) in samples.enumerated() {
            let angle = 2 * .pi * hertz * Double(index) / Double(sampleRate)
            real += Double(sample) * cos(angle)
            imaginary += Double(sample) * sin(angle)
            energy += Double(sample) * Double(sample)
        }
        let count = Double(samples.count)
        let level = 2 * (real * real + imaginary * imaginary).squareRoot() / count
        let rest = energy / count - level * level / 2
        return abs(level - amplitude) < 0.05 * amplitude && rest < 0.01 * energy / count
    }
}

/// Waits for a condition that other threads or the sound server bring about.
private func until(_ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while !condition() {
        try #require(ContinuousClock.now < end, "waited half a minute")
        try await Task.sleep(for: .milliseconds(2))
    }
}
