// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import TestSupport
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
    private func nextHandle(_ client: LiveClient) async throws -> String? {
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
                return try await nextHandle(client)
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
        let clock = ManualClock()
        try await withServer(responder: try script(), clock: clock) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                clock.advance(by: .seconds(540))
                #expect(try await client.receive()?.goAway?.timeLeft == .seconds(60))
                clock.advance(by: .seconds(60))
                let close = await client.close()
                #expect(close?.code == .internalError)
                #expect(close?.reason == "Deadline expired before operation could complete.")
            }
        }
    }

    @Test func ephemeralTokenOpensOneSessionWithItsOwnSettings() async throws {
        var configuration = fast
        configuration.authKeys = ["key"]
        try await withServer(configuration, responder: try script()) { address in
            let reply = try await PlainHTTP.post(
                #"{"bidiGenerateContentSetup":{"model":"models/m","generationConfig":{"responseModalities":["TEXT"]}}}"#,
                to: "/v1alpha/auth_tokens?key=key",
                at: address
            )
            #expect(reply.hasPrefix("HTTP/1.1 200 OK"), "\(reply)")
            let token = try #require(
                reply.split(separator: "\"").first { $0.hasPrefix("auth_tokens/") }
            )
            let path = Self.constrained + "?access_token=\(token)"
            try await LiveClient.connect(to: address, path: path) { client in
                try await client.setUp("AUDIO")
                try await client.say("count to 2")
                let turn = try await client.receiveTurn()
                #expect(turn.text == "1, 2.", "the token says TEXT")
            }
            let header = (name: "Authorization", value: "Token \(token)")
            let close = try await LiveClient.connect(
                to: address,
                path: Self.constrained,
                headers: [header]
            ) {
                try await $0.send(#"{"setup":{"model":"m"}}"#)
                return await $0.close()
            }
            #expect(close?.code == .internalError)
            #expect(close?.reason == "Token has been used too many times")
        }
    }
}
