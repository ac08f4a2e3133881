// SPDX-License-Identifier: Apache-2.0

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
