// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

/// Fields of the setup beside those that other suites are about.
@Suite struct SetupFieldTests {
    private func answer(_ fields: String, model: String = "m", isStrict: Bool = false) -> String? {
        var configuration = SessionStateMachine.Configuration()
        configuration.rules.isStrict = isStrict
        var play = Playbook(configuration)
        return play.client(#"{"setup":{"model":"\#(model)",\#(fields)}}"#).last
    }

    /// What the script has no use for is taken without a word.
    @Test(arguments: [
        #""generationConfig":{"temperature":0.5,"topP":0.9,"topK":40.0,"candidateCount":1,"seed":7,"#
            + #""presencePenalty":0.1,"frequencyPenalty":0.1}"#,
        #""generationConfig":{"enableAffectiveDialog":true}"#,
        #""generationConfig":{"translationConfig":{"targetLanguageCode":"de"}}"#,
        #""generationConfig":{"speechConfig":{"voiceConfig":{"replicatedVoiceConfig":"#
            + #"{"mimeType":"audio/wav","voiceSampleAudio":"AAAA"}}}}"#,
        #""generationConfig":{"responseMimeType":"text/plain","stopSequences":["x"]}"#,
        #""inputAudioTranscription":{"languageCodes":["en-US"],"customVocabulary":["Ada"],"#
            + #""wordTimestamp":true,"diarization":true,"mode":"SMART"}"#,
        #""safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}]"#,
        #""avatarConfig":{"avatarName":"Ada"}"#, #""labels":{"team":"a"}"#, #""toolConfig":{}"#,
        #""proactivity":{"proactiveAudio":true,"proactiveVideo":true}"#,
        #""realtimeInputConfig":{"interimTranscriptTimestampEnabled":true}"#,
        #""tools":[{"codeExecution":{}},{"urlContext":{}},{"googleSearch":{}},{"googleMaps":{}}]"#,
    ])
    func fieldWithoutEffectIsTaken(field: String) {
        #expect(answer(field) == "setupComplete")
    }

    @Test func severalSpeakersAreRefused() {
        let field =
            #""generationConfig":{"speechConfig":{"multiSpeakerVoiceConfig":{"speakerVoiceConfigs":[]}}}"#
        #expect(answer(field)?.hasPrefix("close 1007 Request contains an invalid arg") == true)
    }

    @Test func unsetModalityMeansSound() throws {
        var play = try Playbook.ready("{}")
        _ = play.text("Hi")
        #expect(play.requests[0].settings.modality == .audio)
    }

    @Test func longestReplyIsWhatTheClientAsksFor() throws {
        var play = try Playbook.ready(
            #"{"generationConfig":{"responseModalities":["TEXT"],"maxOutputTokens":2}}"#
        )
        _ = play.text("Hi")
        #expect(play.reply(.text("1234")) == ["text 1234"])
        #expect(
            play.reply(.text("5678"), .text("9")) == [
                "text 5678", "cancel reply", "generationComplete", "turnComplete 1+2",
            ]
        )
    }

    @Test func longestSpokenReplyIsHeardToItsEnd() throws {
        var play = try Playbook.ready(#"{"generationConfig":{"maxOutputTokens":25}}"#)
        _ = play.text("Hi")
        #expect(
            play.reply(.audio([UInt8](repeating: 0, count: 48_000))) == [
                "audio 48000", "cancel reply", "generationComplete", "turnEnd in 1.0 seconds",
            ]
        )
    }

    // MARK: - What only a strict server refuses

    @Test(arguments: [
        (#""nonsense":1"#, #"Unknown name "nonsense" at 'setup': Cannot find field."#),
        (
            #""generationConfig":{"responseMimeType":"text/plain"}"#,
            #"Unknown name "responseMimeType" at 'setup.generationConfig': Cannot find field."#
        ),
    ])
    func unknownFieldsAreRefusedWhenStrict(field: String, reason: String) {
        #expect(answer(field) == "setupComplete")
        #expect(
            answer(field, isStrict: true) == "close 1007 Invalid JSON payload received. " + reason
        )
    }

    @Test(arguments: [
        ("gemini-2.5-flash-native-audio-latest", false), ("gemini-3.8-live", false),
        ("gemini-3.1-flash-live-preview", false), ("gemini-2.0-flash-live-001", true), ("m", true),
    ])
    func modelsThatOnlySpeakWriteNothingWhenStrict(model: String, writes: Bool) {
        let text = #""generationConfig":{"responseModalities":["TEXT"]}"#
        #expect(answer(text, model: model) == "setupComplete")
        let refusal = "close 1007 Cannot extract voices from a non-audio request."
        #expect(answer(text, model: model, isStrict: true) == (writes ? "setupComplete" : refusal))
    }

    @Test func contentIsInitialHistoryAloneOn31WhenStrict() throws {
        var configuration = SessionStateMachine.Configuration()
        configuration.rules.isStrict = true
        var play = Playbook(configuration)
        _ = play.client(
            #"{"setup":{"model":"gemini-3.1-flash-live-preview","#
                + #""historyConfig":{"initialHistoryInClientContent":true}}}"#
        )
        #expect(play.text("I am Ada.") == [])
        #expect(play.client(#"{"realtimeInput":{"text":"Hi"}}"#).last?.hasPrefix("reply 1") == true)
        #expect(play.text("Again").last?.hasPrefix("close 1007 Request contains an inv") == true)
    }
}
