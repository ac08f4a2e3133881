// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine

@testable import Voice

/// A playback pump with the device's end of its ring in the test's hand.
final class Loudspeaker {
    var pump: PlaybackPump
    var now = Duration.zero
    private var reader: SampleReader
    private(set) var reading: PlayoutReading

    init(
        rate: Int = 24_000,
        isMuted: Bool = false,
        backlogLimit: Int = PlaybackPump.usualBacklogLimit
    ) {
        var ring = SampleRing(minimumCapacity: RingFeed.capacity)
        pump = PlaybackPump(isMuted: isMuted, backlogLimit: backlogLimit)
        reader = ring.takeReader()
        reading = PlayoutReading(sampleRate: rate)
        _ = pump.install(ring.takeWriter(), rate: rate, at: now)
    }

    @discardableResult
    func receive(_ samples: [Int16], turn: Int = 1) -> PlaybackPump.Signals {
        pump.play(AudioPart(samples), turn: turn, reading, at: now)
    }

    @discardableResult
    func finish(turn: Int = 1) -> PlaybackPump.Signals {
        pump.finish(turn: turn, reading, at: now)
    }

    @discardableResult
    func silence(turn: Int = 1) -> PlaybackPump.Signals {
        pump.silence(turn: turn, reading)
    }

    @discardableResult
    func interrupt() -> PlaybackPump.Signals {
        pump.interrupt(reading)
    }

    func setMuted(_ isMuted: Bool) {
        _ = pump.setMuted(isMuted, reading, at: now)
    }

    var queued: Duration { pump.queued }
    var isActive: Bool { pump.isActive }
    var droppedSamples: Int { pump.droppedSamples }
    var jitter: JitterBuffer { pump.jitter }

    func takePlayed() -> [Int16] { pump.takePlayed() }

    /// Takes the stream away; what it has not played is for the next.
    func removeStream() {
        pump.remove(reading)
    }

    /// Another device, with nothing in its ring, takes its place.
    func replaceDevice(rate: Int = 24_000) {
        var ring = SampleRing(minimumCapacity: RingFeed.capacity)
        reader = ring.takeReader()
        reading = PlayoutReading(sampleRate: rate)
        _ = pump.install(ring.takeWriter(), rate: rate, at: now)
    }

    /// The device plays up to so many samples.
    func play(_ count: Int = .max) -> [Int16] {
        let samples = take(count)
        reading.heard += samples.count
        return samples
    }

    /// The device is not there: samples pass unheard.
    func lose(_ count: Int) {
        reading.dropped += take(count).count
    }

    /// The device ran dry while a reply was under way.
    func runDry() {
        reading.underruns += 1
    }

    /// It came back and takes another rate.
    func change(rate: Int) {
        reading.sampleRate = rate
    }

    /// A turn of the pipeline's loop; returns what happened.
    func advance(by time: Duration = .milliseconds(10)) -> [VoiceEvent] {
        now += time
        _ = pump.advance(reading, at: now)
        return pump.takeEvents()
    }

    private func take(_ count: Int) -> [Int16] {
        let available = reader.availableSamples()
        var samples = [Int16](repeating: 0, count: min(count, available))
        var target = samples.mutableSpan
        let got = reader.read(into: &target)
        reading.flushed = reader.flushedSamples
        return Array(samples.prefix(got))
    }
}
