// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine
import Synchronization

/// The loudspeaker as the session sees it: what is played goes to the device's ring at once.
///
/// The session calls it from its actor, the pipeline from its loop; a short lock lies between.
final class ReplyPlayer: ReplyAudioSink {
    private struct State: ~Copyable {
        var pump: PlaybackPump
        var stream: (any PlaybackControl)?

        var reading: PlayoutReading { stream.map { PlayoutReading($0.counters) } ?? .init() }

        func tell(_ signals: PlaybackPump.Signals) {
            if let expects = signals.expectsSamples { stream?.expectSamples(expects) }
            if signals.wakes { stream?.wake() }
        }
    }

    /// The loudspeaker's part of a snapshot, and what happened since the last.
    struct Report {
        var events: [VoiceEvent] = []
        /// What has been played since the last report, at 24 kHz.
        var played: [Int16] = []
        /// Whether sound is passing, heard or not.
        var isFlowing = false
        var isActive = false
        var isMuted = false
        var queued = Duration.zero
        var jitterTarget = Duration.zero
        var underruns = 0
        var droppedSamples = 0
    }

    private let state: Mutex<State>
    private let rouse: @Sendable () -> Void
    private let now: @Sendable () -> Duration

    /// `rouse` is called when there is something for the loop to follow; it must not block.
    init(
        isMuted: Bool,
        rouse: @escaping @Sendable () -> Void,
        now: @escaping @Sendable () -> Duration
    ) {
        state = Mutex(State(pump: PlaybackPump(isMuted: isMuted)))
        self.rouse = rouse
        self.now = now
    }

    func play(_ part: AudioPart, turn: Int) {
        perform { $0.play(part, turn: turn, $1, at: $2) }
        rouse()
    }

    func silence(turn: Int) {
        perform { pump, reading, _ in pump.silence(turn: turn, reading) }
        rouse()
    }

    func finish(turn: Int) {
        perform { $0.finish(turn: turn, $1, at: $2) }
        rouse()
    }

    func interrupt() {
        perform { pump, reading, _ in pump.interrupt(reading) }
    }

    func setMuted(_ isMuted: Bool) {
        perform { $0.setMuted(isMuted, $1, at: $2) }
    }

    func beginSession() {
        perform { pump, _, now in pump.beginSession(at: now) }
    }

    /// Starts a stream; replies go on there.
    func start(
        _ device: any PlaybackDevice,
        _ configuration: StreamConfiguration
    ) throws(DeviceError) -> StreamCounters {
        var ring = SampleRing(minimumCapacity: RingFeed.capacity)
        let stream: any PlaybackControl
        do throws(DeviceError) {
            stream = try device.startPlayback(configuration, from: ring.takeReader())
        } catch {
            let now = now()
            state.withLock { $0.pump.giveUp(at: now) }
            throw error
        }
        let now = now()
        state.withLock { state in
            let rate = stream.counters.given?.format.sampleRate
            state.stream = stream
            let signals = state.pump.install(
                ring.takeWriter(),
                rate: rate ?? configuration.format.sampleRate,
                at: now
            )
            state.tell(signals)
        }
        return stream.counters
    }

    /// Lets go of the stream, which the caller stops; what it has not played waits for the next.
    func takeStream() -> (any AudioStream)? {
        state.withLock { state in
            guard let stream = state.stream else { return nil }
            state.pump.remove(state.reading)
            state.stream = nil
            return stream
        }
    }

    /// Moves on what waits, and tells what happened.
    func advance() -> Report {
        perform { $0.advance($1, at: $2) }
        return state.withLock { state in
            Report(
                events: state.pump.takeEvents(),
                played: state.pump.takePlayed(),
                isFlowing: state.pump.isFlowing,
                isActive: state.pump.isActive,
                isMuted: state.pump.isMuted,
                queued: state.pump.queued,
                jitterTarget: state.pump.jitter.target,
                underruns: state.pump.jitter.underruns,
                droppedSamples: state.pump.droppedSamples
            )
        }
    }

    private func perform(
        _ body: (inout PlaybackPump, PlayoutReading, Duration) -> PlaybackPump.Signals
    ) {
        let now = now()
        state.withLock { state in
            state.tell(body(&state.pump, state.reading, now))
        }
    }
}
