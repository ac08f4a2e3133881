// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct SetupConstraintTests {
    private func setup(_ json: String) throws -> Setup {
        let message = try MessageCodec().decodeClient(Array(#"{"setup":\#(json)}"#.utf8))
        return try #require(message.setup)
    }

    @Test func withoutSetupAndMaskTheClientsCounts() throws {
        let asked = try setup(#"{"model":"m","labels":{"a":"b"}}"#)
        #expect(SetupConstraint().applied(to: asked) == asked)
    }

    @Test func setupAloneReplacesTheClients() throws {
        let pinned = try setup(#"{"model":"a","outputAudioTranscription":{}}"#)
        let asked = try setup(
            #"{"model":"b","inputAudioTranscription":{},"sessionResumption":{"handle":"h"}}"#
        )
        let result = SetupConstraint(setup: pinned).applied(to: asked)
        #expect(result.model == "a")
        #expect(result.inputAudioTranscription == nil)
        #expect(result.outputAudioTranscription != nil)
        #expect(result.sessionResumption?.handle == "h", "what is resumed is the client's matter")
    }

    @Test func maskTakesOnlyItsFieldsFromTheToken() throws {
        let pinned = try setup(
            #"{"model":"a","systemInstruction":"pinned","generationConfig":{"temperature":0.5,"topK":3}}"#
        )
        let asked = try setup(
            #"{"model":"b","systemInstruction":"mine","generationConfig":{"temperature":1,"topK":9,"topP":0.1},"outputAudioTranscription":{}}"#
        )
        let mask =
            "model, generationConfig.temperature,generation_config.top_k,output_audio_transcription"
        let result = SetupConstraint(setup: pinned, fieldMask: mask).applied(to: asked)
        #expect(result.model == "a")
        #expect(result.systemInstruction?.parts.first?.text == "mine")
        #expect(result.generationConfig?.temperature == 0.5)
        #expect(result.generationConfig?.topK == 3)
        #expect(result.generationConfig?.topP == 0.1)
        #expect(result.outputAudioTranscription == nil, "the token has none, and it is locked")
    }

    @Test func maskReachesIntoWhatTheClientLeavesOut() throws {
        let pinned = try setup(#"{"model":"a","generationConfig":{"responseModalities":["TEXT"]}}"#)
        let asked = try setup(#"{"model":"b"}"#)
        let constraint = SetupConstraint(
            setup: pinned,
            fieldMask: "generationConfig.responseModalities,generationConfig.seed,a..b,."
        )
        let result = constraint.applied(to: asked)
        #expect(result.model == "b")
        #expect(result.generationConfig?.responseModalities == [.text])
    }
}

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600),
        ("2030-01-01T00:00:00+00:00", 1_893_456_000), ("2030-01-01T01:30:00+01:30", 1_893_456_000),
        ("2029-12-31t23:00:00.123456-01:00", 1_893_456_000),
    ])
    func timesAreRead(text: String, seconds: Int) {
        #expect(Timestamp.sinceEpoch(text) == .seconds(seconds))
    }

    @Test(arguments: [
        "", "2030-01-01", "2030-01-01T00:00:00", "2030-13-01T00:00:00Z", "2030-01-01T25:00:00Z",
        "2030-01-01T00:00:00Z ", "\u{0662}030-01-01T00:00:00Z",
    ])
    func otherTextsAreNoTimes(text: String) {
        #expect(Timestamp.sinceEpoch(text) == nil)
    }
}
