// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveAPI
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct ReplyProducerTests {
    /// Replies with fixed parts.
    private struct Parts: Responder {
        let parts: [ReplyPart]

        func respond(to request: ReplyRequest) -> ReplyStream {
            let rest = Mutex(parts[...])
            return ReplyStream { rest.withLock { $0.popFirst() } }
        }
    }

    private func request(_ modality: Modality) throws -> ReplyRequest {
        let setup = Setup(
            model: "m",
            generationConfig: GenerationConfig(responseModalities: [modality])
        )
        return ReplyRequest(
            settings: try SessionSettings(validating: setup, rules: .init()),
            turns: []
        )
    }

    private func producer(
        _ parts: [ReplyPart],
        _ clock: ManualClock,
        speed: Double = 1,
        deliver: @escaping @Sendable (ReplyEvent) async throws -> Void
    ) -> ReplyProducer<ManualClock> {
        ReplyProducer(
            responder: Parts(parts: parts),
            voice: ToneVoice(reason: "This is a test."),
            clock: clock,
            speed: speed,
            deliver: deliver
        )
    }

    @Test func wordsComeTwentyMillisecondsApart() async throws {
        let clock = ManualClock()
        let times = Mutex<[Duration]>([])
        let producer = producer([.text("a b c"), .pause(.seconds(1)), .text("d")], clock) { event in
            if case .text = event { times.withLock { $0.append(clock.now.offset) } }
        }
        let request = try request(.text)
        await withTaskGroup { group in
            group.addTask { await producer.produce(request) }
            for step in [20, 20, 1_000] {
                await clock.waitForSleepers()
                clock.advance(by: .milliseconds(step))
            }
        }
        #expect(
            times.withLock(\.self) == [
                .zero, .milliseconds(20), .milliseconds(40), .milliseconds(1_040),
            ]
        )
    }

    @Test func speechDoesNotWait() async throws {
        let events = Mutex<[ReplyEvent]>([])
        let producer = producer([.text("Hello there. How are you?")], ManualClock()) { event in
            events.withLock { $0.append(event) }
        }
        await producer.produce(try request(.audio))
        let all = events.withLock(\.self)
        #expect(all.last == .finished)
        #expect(all.count > 10)
    }

    /// The events of a reply that waits for nothing.
    private func events(_ parts: [ReplyPart], _ modality: Modality) async throws -> [ReplyEvent] {
        let events = Mutex<[ReplyEvent]>([])
        let producer = producer(parts, ManualClock()) { event in
            events.withLock { $0.append(event) }
        }
        await producer.produce(try request(modality))
        return events.withLock(\.self)
    }

    @Test(
        arguments: [
            (.frame([1, 2]), .raw([1, 2])), (.thought("Hm."), .thought("Hm.")),
            (.calls([FunctionCall(name: "f")]), .calls([FunctionCall(name: "f")])),
            (.goAway(timeLeft: .seconds(5)), .goAway(timeLeft: .seconds(5))),
            (.loseHandles, .handlesLost), (.close(.internalError), .close(.internalError)),
        ] as [(ReplyPart, ReplyEvent)],
        [Modality.text, .audio]
    )
    func partBecomesItsEvent(pair: (ReplyPart, ReplyEvent), modality: Modality) async throws {
        #expect(try await events([pair.0], modality) == [pair.1, .finished])
    }

    @Test(arguments: [Modality.text, .audio])
    func interruptionIsTheEnd(modality: Modality) async throws {
        let events = try await events([.interrupt, .text("never said")], modality)
        #expect(events == [.interrupted])
    }

    @Test func soundBeforeAPartIsSentBeforeIt() async throws {
        let events = try await events([.text("One."), .loseHandles, .text("Two.")], .audio)
        let place = try #require(events.firstIndex(of: .handlesLost))
        func words(_ events: some Sequence<ReplyEvent>) -> String {
            events.map { if case .transcript(let text) = $0 { text } else { "" } }.joined()
        }
        #expect(words(events[..<place]) == "One.")
        #expect(words(events[place...]) == " Two.")
    }

    @Test func chunkSizeHoldsFromItsPartOn() async throws {
        let events = try await events(
            [.text("One."), .audioChunks(bytes: 777), .text("Two.")],
            .audio
        )
        let sizes = events.compactMap {
            if case .audio(let bytes) = $0 { bytes.count } else { nil }
        }
        #expect(sizes.first == 4_800)
        let odd = try #require(sizes.firstIndex(of: 777))
        #expect(sizes[odd...].dropLast().allSatisfy { $0 == 777 })
    }

    @Test func stallOutlastsAnyPatience() async throws {
        let clock = ManualClock()
        let events = Mutex<[ReplyEvent]>([])
        let producer = producer([.text("Well"), .stall, .text("late")], clock) { event in
            events.withLock { $0.append(event) }
        }
        let request = try request(.text)
        await withTaskGroup { group in
            group.addTask { await producer.produce(request) }
            await clock.waitForSleepers()
            clock.advance(by: .seconds(24 * 3_600))
            group.cancelAll()
        }
        #expect(events.withLock(\.self) == [.text("Well")])
    }

    @Test func voiceThatFailsEndsTheSession() async throws {
        struct BrokenVoice: Synthesizer {
            let notice: String? = nil

            func speak(_ text: String, voice: VoiceChoice) -> SpeechStream {
                SpeechStream(pieces: [text], resampler: Resampler(from: 24_000, to: 24_000)) { _ in
                    throw SpeechError.failed(voice: "en")
                }
            }
        }
        let events = Mutex<[ReplyEvent]>([])
        let producer = ReplyProducer(
            responder: Parts(parts: [.text("Hello.")]),
            voice: BrokenVoice(),
            clock: ManualClock(),
            speed: 1,
            deliver: { event in events.withLock { $0.append(event) } }
        )
        await producer.produce(try request(.audio))
        #expect(events.withLock(\.self) == [.close(.internalError)])
    }

    @Test func cancelledReplyStops() async throws {
        let clock = ManualClock()
        let events = Mutex<[ReplyEvent]>([])
        let producer = producer([.pause(.seconds(3_600)), .text("late")], clock) { event in
            events.withLock { $0.append(event) }
        }
        let request = try request(.text)
        await withTaskGroup { group in
            group.addTask { await producer.produce(request) }
            await clock.waitForSleepers()
            group.cancelAll()
        }
        #expect(events.withLock(\.self) == [])
    }
}
