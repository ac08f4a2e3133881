// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct ScriptResponderTests {
    private static let now = CivilTime(
        year: 2026,
        month: 11,
        day: 3,
        weekday: 2,
        hour: 9,
        minute: 5
    )

    /// What the built-in script says to the last of these turns; user and model alternate unless
    /// a turn begins with "model:".
    private func answer(_ turns: String..., system: String = "") throws -> String {
        let responder = ScriptResponder(script: try .builtIn(), now: { Self.now })
        let parts = responder.reply(to: try request(turns, system: system))
        return parts.map { if case .text(let text) = $0 { text } else { "\($0)" } }.joined()
    }

    private func request(
        _ turns: [String],
        system: String = "",
        received: ReceivedMedia = ReceivedMedia()
    ) throws -> ReplyRequest {
        let setup = Setup(model: "m", systemInstruction: Content(system))
        return ReplyRequest(
            settings: try SessionSettings(validating: setup, rules: .init()),
            turns: turns.map { text in
                let isModel = text.hasPrefix("model:")
                return Turn(
                    Content(text, role: isModel ? "model" : "user"),
                    frameTokens: 258
                )
            },
            received: received
        )
    }

    @Test func builtInScriptHasNoWarnings() throws {
        let (_, warnings) = try Script.parse(Script.defaultSource, name: "default-script.toml")
        #expect(warnings == [])
    }

    @Test(arguments: [
        ("What is 12 times 7?", "12 times 7 is 84."), ("12*7", "12*7 is 84."),
        ("How much is 1 + 1?", "1 + 1 is 2."),
        ("what is 5 divided by zero", "Dividing by zero has no answer."),
        ("What time is it?", "It is 09:05."),
        ("What day is it today?", "Today is Tuesday, 3 November 2026."),
        ("count to 5", "1, 2, 3, 4, 5."), ("Please count up to three!", "1, 2, 3."),
        ("What is my name?", "You have not told me your name yet."),
        ("My name is Ada.", "Nice to meet you, Ada."),
        ("My name is Ada. What is my name?", "Your name is Ada."),
        ("what did you hear?", "So far I have received text only: no sound and no pictures."),
        ("Say good morning", "good morning."),
        ("Hello!", "Hello! I am the stand-in. Ask me for help to hear what I can do."),
    ])
    func builtInScriptAnswers(question: String, reply: String) throws {
        #expect(try answer(question) == reply)
    }

    @Test(arguments: [
        "Are you a real model?", "are you an AI", "Are you human?", "Which model are you",
    ])
    func builtInScriptIsHonest(question: String) throws {
        let reply = try answer(question)
        #expect(reply.contains("No model is at work here"))
        #expect(reply.contains("scripted stand-in"))
    }

    @Test func builtInStoryIsLongEnoughToInterrupt() throws {
        #expect(try answer("Tell me a long story").split(separator: " ").count > 250)
        #expect(try answer("count to 30").hasSuffix("29, 30."))
    }

    @Test func fallbackNamesTheTopicAndWhatItIs() throws {
        let reply = try answer("I would like to discuss photosynthesis in alpine meadows")
        #expect(reply.contains("photosynthesis and meadows"))
        #expect(reply.contains("not a language model"))
    }

    @Test func factsAreRememberedOverTurns() throws {
        #expect(
            try answer(
                "My name is Ada",
                "model:Nice.",
                "Call me Countess",
                "model:Nice.",
                "Who am I?"
            )
                == "Your name is Countess."
        )
        #expect(
            try answer("My favourite colour is blue.", "model:ok", "What is my favourite colour?")
                == "Your favourite colour is blue."
        )
    }

    @Test func questionBeforeALoneDotIsAnswered() throws {
        #expect(try answer("What is 2 plus 2?", ".") == "2 plus 2 is 4.")
    }

    @Test func systemInstructionTakesPart() throws {
        #expect(
            try answer("hello", system: "You are Ada. Speak French.").hasPrefix(
                "Bonjour! I am Ada."
            )
        )
        #expect(try answer("who are you", system: "Your name is Bo.").hasPrefix("I am Bo:"))
        #expect(
            try answer("hello", system: "Answer in one sentence.").filter { $0 == "!" } == "!"
        )
        #expect(
            try !answer("tell me a story", system: "Use one sentence.").contains("Every evening")
        )
    }

    @Test func receivedMediaIsReported() throws {
        var received = ReceivedMedia()
        received.addAudio(
            Blob(mimeType: "audio/pcm;rate=1000", data: (0..<2_300).flatMap { _ in [0x00, 0x40] })
        )
        received.pictures.add(Blob(mimeType: "image/png", data: []))
        let responder = ScriptResponder(script: try .builtIn())
        let heard = responder.reply(to: try request(["What did you receive?"], received: received))
        #expect(
            heard == [
                .text(
                    "I received 2.3 s of audio at -6 dBFS and one picture whose header I cannot read."
                )
            ]
        )
        let wordless = responder.reply(to: try request([], received: received))
        #expect(wordless.first.map { "\($0)" }?.contains("2.3 s of audio") == true)
    }

    @Test func faultsFollowTheReply() throws {
        let source = #"""
            fallback = "?"
            [[rule]]
            when = "break"
            delay = "2s"
            reply = "Now."
            frame = "{ not json"
            close = { code = 1011, reason = "gone" }
            """#
        let responder = ScriptResponder(script: try Script.parse(source, name: "s").script)
        #expect(
            responder.reply(to: try request(["break it"])) == [
                .pause(.seconds(2)), .text("Now."), .frame(Array("{ not json".utf8)),
                .close(SessionClose(1011, "gone")),
            ]
        )
    }

    @Test func regularExpressionsCapture() throws {
        let source = """
            fallback = "?"
            [[rule]]
            match = 'order (\\d+)'
            reply = "Order {1} is on its way{2|}."
            """
        let responder = ScriptResponder(script: try Script.parse(source, name: "s").script)
        #expect(
            responder.reply(to: try request(["Where is ORDER 66?"]))
                == [.text("Order 66 is on its way.")]
        )
    }
}
