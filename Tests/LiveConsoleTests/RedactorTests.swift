// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import LiveEngine
import Testing

@testable import LiveConsole

@Suite struct RedactorTests {
    @Test(arguments: [
        "GET /ws/x?key=AIzaSyVerySecret HTTP/1.1",
        "wss://h/x?access_token=AIzaSyVerySecret&alt=json",
        "x-goog-api-key: AIzaSyVerySecret",
        "Authorization: Bearer AIzaSyVerySecret",
        "authorization=Token AIzaSyVerySecret",
        "\"X-Goog-Api-Key\": \"AIzaSyVerySecret\"",
        "token auth_tokens/AIzaSyVerySecret was used",
    ])
    func credentialsAreRemovedWhereverTheAPICarriesThem(text: String) {
        #expect(!Redactor().redact(text).contains("Secret"), "\(Redactor().redact(text))")
    }

    @Test func aKnownSecretIsRemovedAnywhere() {
        let redactor = Redactor(secrets: ["hunter2-hunter2"])
        #expect(redactor.redact("he said hunter2-hunter2!") == "he said …!")
    }

    @Test func aKnownSecretIsRemovedInItsOtherForms() {
        let redactor = Redactor(secrets: ["AIza+Very/Secret=1", "auth_tokens/abcdefgh"])
        for text in [
            "AIza%2BVery%2FSecret%3D1", Data("AIza+Very/Secret=1".utf8).base64EncodedString(),
            "token abcdefgh", "auth_tokens%2Fabcdefgh",
        ] {
            #expect(redactor.hide(text).contains("…"), "\(text)")
            #expect(!redactor.hide(text).contains("Secret"), "\(text)")
            #expect(!redactor.hide(text).contains("abcdefgh"), "\(text)")
        }
    }

    @Test func nothingThatIsShownNamesTheSecret() throws {
        let secret = "AIzaSyVerySecret"
        let redactor = Redactor(secrets: [secret])
        let arguments: JSONObject = [secret: .array([.string("is \(secret)")])]
        let call = FunctionCall(id: "1", name: "f", args: arguments)
        let message = LiveServerMessage(toolCall: ToolCall(functionCalls: [call]))
        let escaped = String(decoding: MessageCodec().encode(message), as: UTF8.self)
            .replacing("S", with: "\\u0053")
        func frame(_ payload: String, _ meaning: WireFrame.Meaning) -> SessionEvent.Kind {
            .frame(
                WireFrame(
                    number: 1,
                    direction: .serverToClient,
                    opcode: .text,
                    payload: Array(payload.utf8),
                    meaning: meaning
                )
            )
        }
        let kinds: [SessionEvent.Kind] = [
            .phase(.reconnecting(attempt: 1, reason: secret)), .phase(.moving(reason: secret)),
            .phase(.ended(.closedByServer(code: 1008, reason: secret))),
            .phase(.ended(.connectionLost(secret))),
            .phase(.ended(.failed(SessionError(.refused, secret)))),
            .userText(secret, turn: 1, delivery: .sent),
            .modelText(secret, turn: 1, isThought: true),
            .inputTranscript(Transcription(text: secret), turn: 1),
            .outputTranscript(Transcription(text: secret), turn: 1),
            .turnEnded(TurnEnd(reason: secret), turn: 1), .toolCall([call], turn: 1),
            .tool(ToolEvent(id: "1", name: "f", arguments: arguments, state: .failed(secret))),
            .tool(ToolEvent(id: "1", name: "f", state: .finished(arguments), diagnostics: secret)),
            .notice(Notice(.error, secret)), frame(escaped, .server(message)),
            frame("no JSON \(secret)", .undecodable(secret)),
            frame("\u{3}\u{3}\(secret)", .close(code: 1008, reason: secret)),
        ]
        for kind in kinds {
            let event = redactor.hide(in: SessionEvent(offset: .zero, kind: kind))
            #expect(!"\(event)".contains(secret), "\(event)")
            guard case .frame(let frame) = event.kind else { continue }
            let text = String(decoding: frame.payload, as: UTF8.self)
            #expect(!text.contains(secret) && !text.contains("\\u0053ecret"), "\(text)")
        }
    }

    @Test func framesWithoutTheSecretKeepTheirBytes() {
        let payload = Array(#"{"serverContent": {"x":"\u0041"} }"#.utf8)
        let frame = WireFrame(
            number: 1,
            direction: .serverToClient,
            opcode: .text,
            payload: payload,
            meaning: .server(LiveServerMessage())
        )
        let event = SessionEvent(offset: .zero, kind: .frame(frame))
        #expect(Redactor(secrets: ["AIzaSyVerySecret"]).hide(in: event) == event)
    }

    @Test func ordinaryTextStaysAsItIs() {
        let text = "session opened peer=127.0.0.1:5 keys pressed: 3; author: Ada"
        #expect(Redactor(secrets: ["abc"]).redact(text) == text)
    }
}
