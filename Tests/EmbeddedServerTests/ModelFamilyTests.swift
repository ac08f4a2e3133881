// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct ModelFamilyTests {
    private func setUp(_ model: String, _ fields: String) -> String? {
        var play = Playbook()
        return play.client(#"{"setup":{"model":"\#(model)"\#(fields)}}"#).last
    }

    /// Whether a turn waits for a function of this declared behaviour.
    private func waits(_ model: String, _ behavior: String) throws -> Bool {
        var play = Playbook()
        let field = behavior.isEmpty ? "" : #","behavior":"\#(behavior)""#
        _ = play.client(
            #"{"setup":{"model":"\#(model)","tools":[{"functionDeclarations":[{"name":"f"\#(field)}]}]}}"#
        )
        _ = play.text("Go")
        return play.reply(.calls([FunctionCall(name: "f")])).last == "cancel reply"
    }

    @Test(arguments: [
        ("models/gemini-2.5-flash-native-audio-latest", true, true, false),
        ("gemini-live-2.5-flash-preview", true, true, false),
        ("models/gemini-2.0-flash-live-001", true, true, false),
        ("gemini-3.1-flash-live-preview", true, true, true),
        ("models/gemini-3.8-live", false, true, false),
        ("gemini-3.8-live-extended-thinking", false, false, false),
        ("models/of-my-own", true, true, false),
    ])
    func seriesDecidesWhetherCallsAreWaitedFor(
        model: String,
        unspecified: Bool,
        blocking: Bool,
        nonBlocking: Bool
    ) throws {
        #expect(try waits(model, "") == unspecified)
        #expect(try waits(model, "UNSPECIFIED") == unspecified)
        #expect(try waits(model, "BLOCKING") == blocking)
        #expect(try waits(model, "NON_BLOCKING") == nonBlocking)
    }

    @Test(arguments: [
        ("gemini-3.8-live", "HIGH", false), ("gemini-3.8-live-extended-thinking", "HIGH", true),
        ("gemini-3.8-live-extended-thinking", "MINIMAL", false),
        ("gemini-3.1-flash-live-preview", "MINIMAL", true),
    ])
    func seriesDecidesWhichThinkingLevelsItTakes(model: String, level: String, isTaken: Bool) {
        let field = #","generationConfig":{"thinkingConfig":{"thinkingLevel":"\#(level)"}}"#
        let refusal = "close 1007 Thinking level is not supported for this model"
        #expect(setUp(model, field) == (isTaken ? "setupComplete" : refusal))
    }

    @Test func proactiveAudioCannotBeTurnedOffWhereItIsAlwaysOn() {
        let off = #","proactivity":{"proactiveAudio":false}"#
        #expect(setUp("gemini-3.8-live", off)?.hasPrefix("close 1007 Request contains") == true)
        #expect(setUp("gemini-2.5-flash-native-audio-latest", off) == "setupComplete")
        #expect(
            setUp("gemini-3.8-live", #","proactivity":{"proactiveAudio":true}"#) == "setupComplete"
        )
    }
}
