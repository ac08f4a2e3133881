// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Testing

@Suite struct SessionSetupTests {
    @Test func setupIsAwaitedForTenSeconds() {
        var play = Playbook()
        #expect(play.begin() == ["setup in 10.0 seconds"])
        #expect(
            play.timer(.setup).last
                == "close 1008 No setup message arrived in time; it must be the first message."
        )
    }

    @Test func setupIsAnsweredOnce() {
        var play = Playbook()
        #expect(
            play.client(#"{"setup":{"model":"models/m"}}"#) == ["cancel setup", "setupComplete"]
        )
        #expect(
            play.client(#"{"setup":{"model":"models/m"}}"#).last
                == "close 1007 setup must be the first message and only the first"
        )
    }

    @Test func nothingHappensAfterTheClose() {
        var play = Playbook()
        _ = play.client("{}")
        #expect(play.client(#"{"setup":{"model":"models/m"}}"#) == [])
        #expect(play.timer(.setup) == [])
    }

    @Test func bothCasingsAndBareModelsAreAccepted() throws {
        var play = Playbook()
        let setup = #"""
            {"setup":{"model":"m","generation_config":{"response_modalities":["TEXT"],
            "responseModalities":["AUDIO"],"topK":40.0,"speech_config":{"voice_config":
            {"prebuilt_voice_config":{"voice_name":"kore"}}}},"sessionResumption":{"handle":""},
            "system_instruction":"Be brief.","nonsense":{"a":1}}}
            """#
        #expect(play.client(setup) == ["cancel setup", "setupComplete"])
        _ = play.text("hello")
        let settings = try #require(play.requests.first).settings
        #expect(settings.modality == .audio)
        #expect(settings.voice.voice == .kore)
        #expect(settings.systemInstruction == "Be brief.")
    }

    /// What is sent first, and how the session is closed for it.
    @Test(arguments: [
        ("not json", "close 1007 Invalid JSON payload received."),
        ("[]", "close 1007 Invalid JSON payload received."),
        ("{}", "close 1007 setup must be the first message and only the first"),
        (#"{"clientContent":{}}"#, "close 1007 setup must be the first"),
        (#"{"setup":{}}"#, "close 1007 Request contains an invalid argument."),
        (
            #"{"setup":{"model":"m","generationConfig":{"responseModalities":["TEXT","AUDIO"]}}}"#,
            "close 1007 At most one response modality can be specified in the setup request. To "
                + "enable simultaneous transcription and audio output,"
        ),
        (
            #"{"setup":{"model":"m","generationConfig":{"responseModalities":["VIDEO"]}}}"#,
            "close 1007 The requested combination of response modalities (VIDEO) is not supported"
        ),
        (
            #"{"setup":{"model":"m","generationConfig":{"responseModalities":["SMELL"]}}}"#,
            "close 1007 Request contains an invalid argument."
        ),
        (
            #"{"setup":{"model":"m","generationConfig":{"speechConfig":{"voiceConfig":"#
                + #"{"prebuiltVoiceConfig":{"voiceName":"Bob"}}}}}}"#,
            "close 1007 Request contains an invalid argument. Voice 'Bob' is not available."
        ),
        (
            #"{"setup":{"model":"m","realtimeInputConfig":{"automaticActivityDetection":"#
                + #"{"startOfSpeechSensitivity":"START_SENSITIVITY_EXTREME"}}}}"#,
            "close 1007 Request contains an invalid argument."
        ),
        (
            #"{"setup":{"model":7}}"#,
            "close 1007 Invalid JSON payload received. Invalid value at 'setup.model'"
        ),
        (
            #"{"setup":{"model":"m","generationConfig":{"topK":"many"}}}"#,
            "close 1007 Invalid JSON payload received. Invalid value at 'setup.generationConfig.topK'"
        ),
        (
            #"{"setup":{"model":"models/gone"}}"#,
            "close 1008 models/gone is not found for API version v1beta, or is not supported for "
                + "bidiGenerateContent. Call ListMod"
        ),
        (
            #"{"setup":{"model":"m","realtimeInputConfig":{"automaticActivityDetection":"#
                + #"{"prefixPaddingMs":-1}}}}"#,
            "close 1007 Request contains an invalid argument. A time in automaticActivityDetection"
        ),
        (#"{"setup":{"model":"gone"}}"#, "close 1008 models/gone is not found"),
    ])
    func badFirstMessageIsRefused(json: String, close: String) {
        var configuration = SessionStateMachine.Configuration()
        configuration.rules.unknownModels = ["gone"]
        var play = Playbook(configuration)
        let actual = play.client(json).last ?? ""
        #expect(actual.hasPrefix(close), "\(actual)")
    }

    /// Messages after the setup that end the session.
    @Test(arguments: [
        (
            #"{"realtimeInput":{"activityStart":{}}}"#,
            "close 1007 Explicit activity control is not "
        ),
        (#"{"realtimeInput":{"activityEnd":{}}}"#, "close 1007 Explicit activity control is not "),
        (#"{"clientContent":{"turns":[{"role":"system","parts":[]}]}}"#, "close 1007 Request cont"),
        (
            #"{"clientContent":{"turns":[{"parts":[{"fileData":{"fileUri":"gs://x"}}]}]}}"#,
            "close 1008 Operation is not implemented, or supported, or enabled."
        ),
        (#"{"realtimeInput":{"audio":{"mimeType":"audio/mp3","data":"AAAA"}}}"#, "close 1007 Req"),
        (#"{"realtimeInput":{"text":5}}"#, "close 1007 Invalid JSON payload received. Invalid val"),
        ("{\"clientContent\":", "close 1007 Invalid JSON payload received."),
    ])
    func badMessageEndsTheSession(json: String, close: String) throws {
        var play = try Playbook.ready()
        let actual = play.client(json).last ?? ""
        #expect(actual.hasPrefix(close), "\(actual)")
    }

    @Test(arguments: ["{}", #"{"foo":1}"#, #"{"toolResponse":{"functionResponses":[{"id":"x"}]}}"#])
    func harmlessMessageIsIgnored(json: String) throws {
        var play = try Playbook.ready()
        #expect(play.client(json) == [])
    }

    @Test func refusedCredentialIsToldAfterTheSetup() {
        var configuration = SessionStateMachine.Configuration()
        configuration.admission = .refused(.keyInvalid)
        var play = Playbook(configuration)
        #expect(play.begin() == ["setup in 10.0 seconds"])
        #expect(
            play.client(#"{"setup":{"model":"m"}}"#).last
                == "close 1007 API key not valid. Please pass a valid API key."
        )
    }

    @Test func contextThatIsTooLongEndsTheSession() throws {
        var configuration = SessionStateMachine.Configuration()
        configuration.rules.contextTokens = 10
        var play = try Playbook.ready("{}", configuration)
        let long = String(repeating: "word ", count: 20)
        #expect(play.text(long).last?.hasPrefix("close 1007 Request contains an inv") == true)
    }
}
