// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Glibc
import Testing

@Suite struct EchoMeterTests {
    private static let seconds = 4.0
    private static let count = Int(seconds * 16_000)

    private let played = voice(seed: 1)

    @Test(arguments: [0, 80, 333.25, 500])
    func anEchoIsFoundWithItsLag(milliseconds: Double) throws {
        let heard = Self.echo(of: played, milliseconds: milliseconds, decibels: -12)
        let reading = try #require(Self.reading(played, heard))
        #expect(reading.correlation > 0.95)
        #expect(abs(reading.lagMilliseconds - milliseconds) <= 0.5)
    }

    @Test(arguments: [-40.0, -12, 12])
    func gainAndPolarityDoNotMatter(decibels: Double) throws {
        let heard = Self.echo(of: played, milliseconds: 80, decibels: decibels).map { -$0 }
        let reading = try #require(Self.reading(played, heard))
        #expect(reading.correlation > 0.8)
        #expect(abs(reading.lagMilliseconds - 80) <= 1)
    }

    /// Early reflections and a decaying tail of 200 ms, under noise 20 dB below the echo.
    @Test func aRoomBlursTheEchoAndDoesNotHideIt() throws {
        var random = SeededNoise(seed: 5)
        let echo = Self.echo(of: played, milliseconds: 80, decibels: -12)
        var heard = echo
        for reflection in stride(from: 60, to: 3_200, by: 70) {
            let gain = 0.4 * random.next() * pow(10, -3 * Double(reflection) / 3_200)
            for index in reflection..<Self.count { heard[index] += gain * echo[index - reflection] }
        }
        let noise = 0.1 * Self.rootMeanSquare(echo) * 3.0.squareRoot()
        heard = heard.map { $0 + noise * random.next() }
        let reading = try #require(Self.reading(played, heard))
        #expect(reading.correlation > 0.6)
        #expect(abs(reading.lagMilliseconds - 80) <= 5)
    }

    @Test(arguments: [0.0, 6])
    func aLouderNearVoiceDoesNotHideTheEcho(decibels: Double) throws {
        let echo = Self.echo(of: played, milliseconds: 80, decibels: -12)
        let near = Self.voice(seed: 2)
        let gain =
            Self.rootMeanSquare(echo) / Self.rootMeanSquare(near) * pow(10, decibels / 20)
        let reading = try #require(Self.reading(played, zip(echo, near).map { $0 + gain * $1 }))
        #expect(reading.correlation > EchoMeter.threshold)
        #expect(abs(reading.lagMilliseconds - 80) <= 5)
    }

    @Test(arguments: 10..<14)
    func independentVoicesHaveNothingInCommon(seed: UInt64) {
        var highest = 0.0
        _ = Self.reading(played, Self.voice(seed: seed)) { highest = max(highest, $0.correlation) }
        #expect(highest > 0 && highest < EchoMeter.threshold, "seed \(seed)")
    }

    @Test(arguments: [10.0, 300, 10_000])
    func noiseIsNoEcho(amplitude: Double) {
        var noise = SeededNoise(seed: 9)
        var highest = 0.0
        let heard = (0..<Self.count).map { _ in amplitude * noise.next() }
        _ = Self.reading(played, heard) { highest = max(highest, $0.correlation) }
        #expect(highest > 0 && highest < EchoMeter.threshold)
    }

    @Test func aHumOnBothSidesIsNoEcho() {
        var noise = SeededNoise(seed: 8)
        func hum(_ amplitude: Double, _ phase: Double, under voice: [Double]) -> [Double] {
            voice.enumerated().map { index, sample in
                let turn = 2 * .pi * 50 * Double(index) / 16_000 + phase
                return sample + amplitude * sin(turn) + 20 * noise.next()
            }
        }
        let loud = hum(500, 0, under: played)
        var highest = 0.0
        _ = Self.reading(loud, hum(900, 1, under: Self.voice(seed: 3))) {
            highest = max(highest, $0.correlation)
        }
        #expect(highest < EchoMeter.threshold)
    }

    @Test func silenceOnEitherSideHasNoReading() {
        let silence = [Double](repeating: 0, count: Self.count)
        #expect(Self.reading(silence, silence) == nil)
        #expect(Self.reading(played, silence) == nil)
        #expect(Self.reading(silence, played) == nil)
        #expect(Self.reading(silence.map { _ in 1 }, played) == nil, "a last bit is no sound")
    }

    @Test func aReadingNeedsHalfASecondOfSoundAndIsKeptInSilence() {
        let heard = Self.echo(of: played, milliseconds: 80, decibels: -12)
        #expect(Self.reading(Array(played[..<6_400]), Array(heard[..<6_400])) == nil)
        let silence = [Double](repeating: 0, count: Self.count)
        let before = Self.reading(played, heard)
        #expect(before != nil)
        let after = Self.reading(played + silence, heard + silence)
        #expect(before?.lagMilliseconds == after?.lagMilliseconds)
    }

    @Test func anEchoThatEndsIsForgottenWithinSecondsOfPlayedSound() throws {
        let echo = Self.echo(of: played, milliseconds: 80, decibels: -12)
        let more = Self.voice(seed: 4)
        var (earlier, later): (Double?, Double?)
        _ = Self.reading(played + more, echo + Self.voice(seed: 6)) { reading in
            if earlier == nil { earlier = reading.correlation }
            later = reading.correlation
        }
        #expect(try #require(earlier) > 0.9)
        #expect(try #require(later) < EchoMeter.threshold)
    }

    @Test(arguments: [1, 37, 160, 333, 9_999])
    func blocksDoNotMatter(size: Int) {
        let heard = Self.echo(of: played, milliseconds: 77.1, decibels: -12)
        #expect(Self.reading(played, heard, blocks: size) == Self.reading(played, heard))
    }

    @Test func otherRatesAreMeasuredAlike() throws {
        let rate48 = Self.voice(seed: 1).flatMap { [$0, $0, $0] }
        let heard = [Double](repeating: 0, count: 3_840) + rate48
        let reading = try #require(Self.reading(rate48, heard, sampleRate: 48_000))
        #expect(reading.correlation > 0.95)
        #expect(abs(reading.lagMilliseconds - 80) <= 0.5)
    }

    @Test func noSampleIsTooLoud() throws {
        let square = played.map { $0 < 0 ? -32_768.0 : 32_767 }
        let reading = try #require(Self.reading(square, square))
        #expect(reading.correlation == 1)
        #expect(reading.lagMilliseconds == 0)
    }

    private static func voice(seed: UInt64) -> [Double] {
        Array(
            SyntheticVoice.samples(seconds: seconds, seed: seed, amplitude: 8_000).prefix(count)
        )
    }

    private static func echo(
        of samples: [Double],
        milliseconds: Double,
        decibels: Double
    ) -> [Double] {
        let delay = Int(milliseconds * 16)
        let gain = pow(10, decibels / 20)
        return Array(repeating: 0, count: delay) + samples.dropLast(delay).map { $0 * gain }
    }

    private static func rootMeanSquare(_ samples: [Double]) -> Double {
        (samples.reduce(0) { $0 + $1 * $1 } / Double(samples.count)).squareRoot()
    }

    /// The last reading; every other one goes to `body`.
    private static func reading(
        _ played: [Double],
        _ heard: [Double],
        blocks size: Int = 160,
        sampleRate: Int = 16_000,
        _ body: (EchoMeter.Reading) -> Void = { _ in }
    ) -> EchoMeter.Reading? {
        var meter = EchoMeter(sampleRate: sampleRate)
        let (played, heard) = (played.map(sample), heard.map(sample))
        let count = min(played.count, heard.count)
        for start in stride(from: 0, to: count, by: size) {
            let range = start..<min(start + size, count)
            meter.process(played: Array(played[range]), heard: Array(heard[range]))
            if let reading = meter.reading { body(reading) }
        }
        return meter.reading
    }

    private static func sample(_ value: Double) -> Int16 {
        Int16(min(max(value.rounded(), -32_768), 32_767))
    }
}
