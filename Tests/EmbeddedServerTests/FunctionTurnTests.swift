// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

/// Functions over a connection, with the script that is built in.
@Suite(.timeLimit(.minutes(1))) struct FunctionTurnTests {
    private static let tools =
        #","tools":[{"functionDeclarations":[{"name":"get_weather","#
        + #""description":"Returns the current weather for a city.","parameters":"#
        + #"{"type":"OBJECT","properties":{"city":{"type":"STRING"}},"required":["city"]}}]}]"#

    private func withClient(
        _ script: Script,
        _ body: @Sendable (LiveClient) async throws -> Void
    ) async throws {
        var configuration = LiveServerConfiguration()
        configuration.speed = 1_000
        let responder = ScriptResponder(script: script)
        try await withServer(configuration, responder: responder) { address in
            try await LiveClient.connect(to: address, body)
        }
    }

    @Test(arguments: ["TEXT", "AUDIO"])
    func declaredFunctionAnswersTheQuestion(modality: String) async throws {
        try await withClient(.builtIn()) { client in
            try await client.setUp(
                modality,
                extra: Self.tools + #","outputAudioTranscription":{}"#
            )
            try await client.say("What's the weather in Oslo?")
            let call = try #require(try await client.receive()?.toolCall?.functionCalls.first)
            #expect(call.name == "get_weather")
            #expect(call.args == ["city": "Oslo"])
            try await client.send(
                #"{"toolResponse":{"functionResponses":[{"id":"\#(call.id)","#
                    + #""name":"get_weather","response":{"temperature":4}}]}}"#
            )
            let turn = try await client.receiveTurn()
            #expect(turn.text + turn.transcript == "In Oslo it is 4 degrees.")
            #expect(turn.count { $0.serverContent?.generationComplete == true } == 1)
            #expect((turn.last?.usageMetadata?.responseTokenCount ?? 0) > 0)
        }
    }

    @Test func scriptInterruptsItselfInTheDocumentedOrder() async throws {
        let source = """
            fallback = "Yes."
            [[rule]]
            when = "interrupt yourself"
            steps = [{ reply = "This is" }, { interrupt = true }, { reply = "never said" }]
            """
        try await withClient(Script.parse(source, name: "s").script) { client in
            try await client.setUp()
            try await client.say("interrupt yourself")
            let turn = try await client.receiveTurn().compactMap(\.serverContent)
            #expect(turn.dropLast().last?.interrupted == true)
            #expect(!turn.contains { $0.generationComplete })
            try await client.say("Are you there?")
            #expect(try await client.receiveTurn().text == "Yes.")
        }
    }
}
