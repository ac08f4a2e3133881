// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Logging
import ServiceLifecycle
import Testing
import WebSocketNIO

@Suite(.timeLimit(.minutes(1))) struct LiveServerTests {
    private var fast: LiveServerConfiguration {
        var configuration = LiveServerConfiguration()
        configuration.speed = 1_000
        return configuration
    }

    private func script() throws -> ScriptResponder {
        ScriptResponder(script: try .builtIn())
    }

    @Test func textTurnsKeepTheConversation() async throws {
        try await withServer(fast, responder: try script()) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                try await client.say("My name is Ada.")
                let first = try await client.receiveTurn()
                #expect(first.text == "Nice to meet you, Ada.")
                #expect(first.count > 4, "words arrive one by one")
                #expect(first.dropLast().last?.serverContent?.generationComplete == true)
                let usage = try #require(first.last?.usageMetadata)
                #expect(usage.promptTokenCount == 4)
                #expect(usage.responseTokenCount == 6)
                try await client.send(#"{"realtime_input": {"text": "What is my name?"}}"#)
                let second = try await client.receiveTurn()
                #expect(second.text == "Your name is Ada.")
                #expect(
                    (second.last?.usageMetadata?.promptTokenCount ?? 0) > usage.promptTokenCount
                )
            }
        }
    }

    @Test func spokenTurnStreamsSoundAndItsWords() async throws {
        try await withServer(fast, responder: try script()) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp("AUDIO", extra: #","outputAudioTranscription":{}"#)
                try await client.say("What is 12 times 7?")
                let turn = try await client.receiveTurn()
                #expect(turn.transcript == "12 times 7 is 84.")
                #expect(turn.audio.allSatisfy { $0.mimeType == "audio/pcm;rate=24000" })
                #expect(turn.audio.dropLast().allSatisfy { $0.data.count == 4_800 })
                let seconds = Double(turn.audio.map(\.data.count).reduce(0, +)) / 48_000
                #expect(seconds > 1)
                let flags = turn.compactMap(\.serverContent)
                let end = try #require(flags.firstIndex { $0.generationComplete })
                #expect(end == flags.count - 2, "only turnComplete follows")
                let usage = try #require(turn.last?.usageMetadata)
                #expect(usage.responseTokenCount == Int((seconds * 25).rounded(.up)))
                #expect(usage.responseTokensDetails.map(\.modality) == [.audio])
            }
        }
    }

    @Test func textInterruptsTheReply() async throws {
        try await withServer(responder: try script()) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                try await client.say("Tell me a long story")
                let first = try await client.receive()
                #expect(first?.serverContent?.modelTurn != nil)
                try await client.send(#"{"realtimeInput":{"text":"stop"}}"#)
                let story = try await client.receiveTurn()
                #expect(story.contains { $0.serverContent?.interrupted == true })
                #expect(!story.contains { $0.serverContent?.generationComplete == true })
                #expect(story.last?.usageMetadata != nil)
                #expect(try await client.receiveTurn().text == "All right.")
            }
        }
    }

    @Test func messagesThatDoNotWaitForTheSetupAreAnswered() async throws {
        try await withServer(fast, responder: try script()) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.send(
                    #"{"setup":{"model":"m","generationConfig":{"responseModalities":["TEXT"]}}}"#
                )
                try await client.say("count to 3")
                #expect(try await client.receive()?.setupComplete != nil)
                #expect(try await client.receiveTurn().text == "1, 2, 3.")
            }
        }
    }

    @Test func binaryFramesFromAnywhereAreTaken() async throws {
        let setup = #"{"setup":{"model":"m","generationConfig":{"responseModalities":["TEXT"]}}}"#
        let headers = [
            (name: "Origin", value: "https://example.org"),
            (name: "x-goog-api-client", value: "google-genai-sdk/3.4.0 gl-python/3.12"),
        ]
        try await withServer(fast, responder: try script()) { address in
            try await LiveClient.connect(to: address, headers: headers) { client in
                try await client.connection.send(.binary(Array(setup.utf8)))
                #expect(try await client.receive()?.setupComplete != nil)
                try await client.say("count to 2")
                #expect(try await client.receiveTurn().text == "1, 2.")
            }
        }
    }

    @Test func messagesAreSmallAndHoldOnePart() async throws {
        try await withServer(fast, responder: try script()) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp("AUDIO", extra: #","outputAudioTranscription":{}"#)
                try await client.say("count to 30")
                var isDone = false
                while !isDone, let message = await client.connection.receive() {
                    #expect(message.opcode == .binary)
                    #expect(message.payload.count < 8_192)
                    let decoded = try MessageCodec().decodeServer(message.payload)
                    #expect((decoded.serverContent?.modelTurn?.parts.count ?? 1) == 1)
                    isDone = decoded.serverContent?.turnComplete == true
                }
                #expect(isDone)
            }
        }
    }

    @Test func wrongKeysAreToldAfterTheUpgrade() async throws {
        var configuration = fast
        configuration.authKeys = ["right"]
        let setup = #"{"setup":{"model":"m"}}"#
        try await withServer(configuration, responder: try script()) { address in
            let path = LiveClient.path
            let wrong = try await LiveClient.connect(to: address, path: path + "?key=wrong") {
                try await $0.send(setup)
                return await $0.close()
            }
            #expect(wrong?.code == .invalidPayload)
            #expect(wrong?.reason == "API key not valid. Please pass a valid API key.")
            let none = try await LiveClient.connect(to: address, path: path) {
                try await $0.send(setup)
                return await $0.close()
            }
            #expect(none?.code == .policyViolation)
            #expect(none?.reason.hasPrefix("Method doesn't allow unregistered callers") == true)
            try await LiveClient.connect(
                to: address,
                path: path,
                headers: [("x-goog-api-key", "right")]
            ) { try await $0.setUp() }
        }
    }

    @Test func otherPathsAreRefusedWithAHint() async throws {
        try await withServer(responder: try script()) { address in
            do {
                try await LiveClient.connect(to: address, path: "/ws/wrong") { _ in }
                Issue.record("connected")
            } catch let error as WebSocketError {
                #expect("\(error)".contains("404"), "\(error)")
            }
        }
    }

    @Test func scriptedFaultsReachTheClient() async throws {
        let source = """
            fallback = "?"
            [[rule]]
            when = "break"
            frame = "{ not json"
            close = { code = 1011, reason = "Internal error encountered." }
            """
        let responder = ScriptResponder(script: try Script.parse(source, name: "s").script)
        try await withServer(fast, responder: responder) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                try await client.say("break")
                let frame = await client.connection.receive()
                #expect(frame?.payload == Array("{ not json".utf8))
                let close = await client.close()
                #expect(close?.code == .internalError)
                #expect(close?.reason == "Internal error encountered.")
            }
        }
    }

    @Test func oneSessionsGarbageLeavesTheOthersAlone() async throws {
        try await withServer(fast, responder: try script()) { address in
            try await LiveClient.connect(to: address) { good in
                try await good.setUp()
                let close = try await LiveClient.connect(to: address) { bad in
                    try await bad.setUp()
                    try await bad.connection.send(.binary([0xFF, 0x00, 0x7B]))
                    return await bad.close()
                }
                #expect(close?.code == .invalidPayload)
                try await good.say("count to 2")
                #expect(try await good.receiveTurn().text == "1, 2.")
            }
        }
    }

    @Test func shutdownTellsTheClientsAndReturns() async throws {
        let server = LiveServer(
            responder: try script(),
            voice: ToneVoice(reason: "This is a test."),
            clock: ContinuousClock(),
            logger: .silent
        )
        let group = ServiceGroup(services: [server], logger: .silent)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let address = try await server.waitUntilListening()
            let close = try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                await group.triggerGracefulShutdown()
                return await client.close()
            }
            #expect(close?.code == .goingAway)
            try await tasks.waitForAll()
        }
    }

    @Test func takenPortIsAnError() async throws {
        try await withServer(responder: try script()) { address in
            var configuration = LiveServerConfiguration()
            configuration.port = address.port
            let second = LiveServer(
                configuration: configuration,
                responder: try script(),
                voice: ToneVoice(reason: "This is a test."),
                clock: ContinuousClock(),
                logger: .silent
            )
            await #expect(throws: WebSocketError.self) { try await second.run() }
            await #expect(throws: CancellationError.self) { try await second.waitUntilListening() }
        }
    }
}
