// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing
import WebSocketNIO

/// Sessions that outlive their connections, over real ones.
@Suite(.timeLimit(.minutes(1))) struct SessionContinuationTests {
    private static let constrained = LiveClient.path + "Constrained"

    private var fast: LiveServerConfiguration {
        var configuration = LiveServerConfiguration()
        configuration.speed = 1_000
        return configuration
    }

    private func script() throws -> ScriptResponder {
        ScriptResponder(script: try .builtIn())
    }

    /// The next handle the server gives.
    private func handle(_ client: LiveClient) async throws -> String? {
        while let message = try await client.receive() {
            if let handle = message.sessionResumptionUpdate?.newHandle { return handle }
        }
        return nil
    }

    @Test func newConnectionRemembersTheConversation() async throws {
        try await withServer(fast, responder: try script()) { address in
            let handle = try await LiveClient.connect(to: address) { client in
                try await client.setUp(extra: #","sessionResumption":{}"#)
                try await client.say("My name is Ada.")
                return try await handle(client)
            }
            let known = try #require(handle)
            try await LiveClient.connect(to: address) { client in
                try await client.setUp(extra: #","sessionResumption":{"handle":"\#(known)"}"#)
                try await client.say("What is my name?")
                let turn = try await client.receiveTurn()
                #expect(turn.text == "Your name is Ada.")
                #expect((turn.last?.usageMetadata?.promptTokenCount ?? 0) > 10, "the whole context")
            }
            let close = try await LiveClient.connect(to: address) { client in
                try await client.send(
                    #"{"setup":{"model":"m","sessionResumption":{"handle":"nonsense"}}}"#
                )
                return await client.close()
            }
            #expect(close?.reason == "Invalid session handle")
        }
    }

    @Test func connectionIsAnnouncedToEndAndEnds() async throws {
        var configuration = fast
        configuration.connectionLife = .milliseconds(150)
        configuration.goAwayLead = .milliseconds(100)
        try await withServer(configuration, responder: try script()) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                let left = try await client.receive()?.goAway?.timeLeft
                #expect((left ?? .zero) > .zero && (left ?? .zero) <= .milliseconds(100), "\(left)")
                let close = await client.close()
                #expect(close?.code == .internalError)
                #expect(close?.reason == "Deadline expired before operation could complete.")
            }
        }
    }
}
