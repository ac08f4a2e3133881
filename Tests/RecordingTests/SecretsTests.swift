// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Recording
import Testing

@Suite struct SecretsTests {
    private static let secret = "AIzaSyTopSecret0123456789"
    private static let redaction = Redaction(secrets: [secret], marks: ["key="]) { text in
        text.replacing(secret, with: "…").replacing(#/key=\w+/#, with: "key=…")
    }

    @Test func secretsReachNoFileWhateverCarriesThem() throws {
        let bundle = try TestBundle()
        let secret = Self.secret
        let escaped = secret.replacing("S", with: "\\u0053")
        let error = SessionError(.refused, "wss://host/?key=\(secret)")
        let kinds: [SessionEvent.Kind] = [
            .phase(.ended(.failed(error))), .notice(Notice(.error, secret)),
            .userText("my key is \(secret)", turn: 1, delivery: .sent),
            .modelText(secret, turn: 1, isThought: false),
            .toolCall([FunctionCall(id: "1", name: "f", args: ["x": [.string(secret)]])], turn: 1),
            .down(1, #"{"\#(secret)":"\#(secret)"}"#),
            .down(2, "{\n\"a\": \"\(escaped)\",\n\"b\": \"?key=another\" }"),
            .down(3, "no JSON \(secret)"),
            .frame(
                WireFrame(
                    number: 4,
                    direction: .serverToClient,
                    opcode: .close,
                    payload: Array(secret.utf8),
                    meaning: .close(code: 1008, reason: "key=\(secret)")
                )
            ),
            .frame(
                WireFrame(
                    number: 5,
                    direction: .serverToClient,
                    opcode: .binary,
                    payload: [0xFF] + Array(secret.utf8),
                    meaning: .undecodable("not UTF-8")
                )
            ),
        ]
        try bundle.write(SessionEvent.timed(kinds), Self.redaction)
        for name in try bundle.files() {
            let text = try bundle.text(name)
            #expect(!text.contains(secret) && !text.contains(escaped), "\(name)")
            #expect(!text.contains("another"), "\(name)")
        }
        #expect(try bundle.events().count == kinds.count)
    }

    @Test func framesWithoutSecretsStayByteForByte() throws {
        let bundle = try TestBundle()
        let events = SessionEvent.timed([
            .down(1, #"{"a": "key=", "b":"\u0041"}"#), .speech(2, noise(640, seed: 1)),
        ])
        try bundle.write(events, Self.redaction)
        #expect(try bundle.events() == events)
    }

    @Test func soundSurvivesTheRedactionOfItsFrame() throws {
        let bundle = try TestBundle()
        let blob = Blob(mimeType: "audio/pcm;rate=16000", data: noise(640, seed: 1))
        let input = RealtimeInput(audio: blob, text: Self.secret)
        try bundle.write(
            SessionEvent.timed([.up(1, LiveClientMessage(realtimeInput: input))]),
            Self.redaction
        )
        let event = try #require(try bundle.events().first)
        guard case .frame(let frame) = event.kind, case .client(let message) = frame.meaning else {
            Issue.record("no frame of the client's")
            return
        }
        #expect(message.realtimeInput?.audio == blob)
        #expect(message.realtimeInput?.text == "…")
    }
}
