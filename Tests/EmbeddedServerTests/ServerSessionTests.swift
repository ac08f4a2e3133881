// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Logging
import TestSupport
import Testing
import WebSocketNIO

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct ServerSessionTests {
    /// A reader that takes what there is now and then: the reply waits for it, so what is queued
    /// never grows far beyond the mark, however long the story.
    @Test func slowReaderSlowsItsOwnReplyDown() async throws {
        let limits = OutgoingLimits()
        let outgoing = OutgoingQueue(limits: limits)
        let clock = ManualClock()
        let session = ServerSession(
            SessionStateMachine.Configuration(),
            responder: ScriptResponder(script: try .builtIn()),
            voice: ToneVoice(reason: "This is a test."),
            ears: Ears(recognizer: AbsentRecognizer(error: .unavailable(reason: "a test"))),
            clock: clock,
            handles: GivenHandles(store: ResumptionStore(clock: clock)),
            outgoing: outgoing,
            logger: .silent
        )
        let codec = MessageCodec()
        try await withThrowingTaskGroup { group in
            group.addTask { await session.run() }
            await session.receive(.text(#"{"setup":{"model":"m"}}"#))
            await session.receive(.text(#"{"realtimeInput":{"text":"tell me a story"}}"#))
            var total = 0
            var isGenerated = false
            while !isGenerated {
                for _ in 0..<200 { await Task.yield() }
                var queued = 0
                for case .message(let payload) in try await outgoing.take().map(\.item) {
                    queued += payload.count
                    let content = try codec.decodeServer(payload).serverContent
                    isGenerated = isGenerated || content?.generationComplete == true
                }
                #expect(queued <= limits.pauseBytes + 16_384)
                total += queued
            }
            #expect(total > limits.maximumBytes, "the story is longer than the queue")
            group.cancelAll()
        }
    }
}
