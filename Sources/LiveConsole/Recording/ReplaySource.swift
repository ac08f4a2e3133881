// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import Recording
import Voice

/// A recorded session in place of a live one: the same screen, fed from a bundle.
@MainActor
final class ReplaySource: ConsoleSource {
    /// Steps between two looks at the keys, while it is on its way to another place.
    private static let batch = 512
    private static let tick = Duration.milliseconds(33)

    private let queue: ConsoleEventQueue
    private let voice: ConsoleVoice
    private let terms: SessionTerms
    private var deck: ReplayDeck
    private var meters = ReplayMeters()
    /// Where the loudspeaker stopped listening, so that it has to be told when it is to go on.
    private var isSilenced = false
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    init(
        _ deck: ReplayDeck,
        terms: SessionTerms,
        voice: ConsoleVoice,
        queue: ConsoleEventQueue
    ) {
        self.deck = deck
        self.terms = terms
        self.voice = voice
        self.queue = queue
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Where it stands, for the status bar.
    var status: ReplayStatus {
        ReplayStatus(
            position: min(deck.position, deck.duration),
            duration: deck.duration,
            speed: deck.speed,
            isPaused: deck.isPaused,
            isSeeking: deck.isSeeking
        )
    }

    var snapshot: VoiceSnapshot {
        meters.snapshot(over: voice.pipeline.snapshot)
    }

    func devices() async -> [DeviceChoice] { [] }

    /// Hands the recording on as time goes by, until cancelled.
    ///
    /// Stands still where the bundle is wrong, and says so.
    func run() async {
        voice.pipeline.attach { _ in true }
        let clock = ContinuousClock()
        var last = clock.now
        var waking = wakes.makeAsyncIterator()
        while !Task.isCancelled {
            let now = clock.now
            deck.advance(by: last.duration(to: now))
            last = now
            do throws(BundleError) {
                try await handOn()
            } catch {
                await queue.post(.notice(Notice(.error, "\(error)")))
                await queue.post(.replay(status))
                return
            }
            if !deck.isSeeking { meters.advance(to: deck.position) }
            await queue.post(.replay(status))
            if deck.isSeeking {
                await Task.yield()
            } else if deck.isPaused {
                guard await waking.next(isolation: #isolation) != nil else { return }
                last = clock.now
            } else {
                try? await clock.sleep(for: Self.tick)
            }
        }
    }

    private func handOn() async throws(BundleError) {
        for _ in 0..<Self.batch {
            guard let step = try deck.next() else { return }
            switch step {
            case .rewound:
                meters = ReplayMeters()
                await queue.post(.replayRewound)
            case .record(let record):
                await handOn(record)
            }
        }
    }

    private func handOn(_ record: BundleRecord) async {
        switch record.content {
        case .session(let session, let origin):
            await queue.post(.sessionOpened(SessionProfile(session, terms: terms), at: origin))
        case .event(let event):
            meters.apply(event.kind)
            hear(event.kind)
            await queue.post(.session(event))
        case .gap(let count):
            let text = "\(count) events are missing here: the disk was too slow for the recording."
            await queue.post(.notice(Notice(.warning, text)))
        }
    }

    /// Lets the loudspeaker sound as it did; only at its own speed is it worth hearing.
    private func hear(_ kind: SessionEvent.Kind) {
        guard !deck.isSeeking, deck.speed == 1, !deck.isPaused else { return }
        let sink = voice.pipeline.replyAudio
        switch kind {
        case .modelAudio(let part, let turn):
            if isSilenced { voice.pipeline.attach { _ in true } }
            isSilenced = false
            sink.play(part, turn: turn)
        case .interrupted(let turn): sink.silence(turn: turn)
        case .turnEnded(_, let turn): sink.finish(turn: turn)
        default: break
        }
    }

    private func silence() {
        voice.pipeline.submit(.interrupt)
        isSilenced = true
    }

    /// A recording is not written to while it is watched.
    func mark() async {}

    func perform(_ effect: ConsoleEffect) {
        switch effect {
        case .voice(let command): voice.pipeline.submit(command)
        case .replay(let command): perform(command)
        default: break
        }
    }

    private func perform(_ command: ReplayCommand) {
        silence()
        switch command {
        case .pause: deck.togglePause()
        case .previousTurn: deck.seek(turns: -1)
        case .nextTurn: deck.seek(turns: 1)
        case .previousFrame: deck.seek(frames: -1)
        case .nextFrame: deck.seek(frames: 1)
        case .slower: deck.changeSpeed(-1)
        case .faster: deck.changeSpeed(1)
        case .backward: deck.seek(to: deck.position - .seconds(10))
        case .forward: deck.seek(to: deck.position + .seconds(10))
        case .toStart: deck.seek(to: .zero)
        case .toEnd: deck.seek(to: deck.duration)
        }
        wake.yield()
    }
}
