// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct EncodingTests {
    private func text(_ message: LiveClientMessage) -> String {
        String(decoding: MessageCodec().encode(message), as: UTF8.self)
    }

    private func text(_ message: LiveServerMessage) -> String {
        String(decoding: MessageCodec().encode(message), as: UTF8.self)
    }

    @Test func absentFieldsAreLeftOut() {
        #expect(text(LiveServerMessage()) == "{}")
        #expect(text(LiveServerMessage(setupComplete: SetupComplete())) == #"{"setupComplete":{}}"#)
        let setup = Setup(model: "models/m", sessionResumption: SessionResumptionConfig())
        #expect(
            text(LiveClientMessage(setup: setup))
                == #"{"setup":{"model":"models/m","sessionResumption":{}}}"#
        )
    }

    @Test func falseIsWrittenWhereReadersLookForIt() {
        let content = ClientContent(turns: [Content("hi", role: "user")])
        #expect(
            text(LiveClientMessage(clientContent: content))
                == #"""
                {"clientContent":{"turns":[{"role":"user","parts":[{"text":"hi"}]}],\#
                "turnComplete":false}}
                """#
        )
        let update = SessionResumptionUpdate()
        #expect(
            text(LiveServerMessage(sessionResumptionUpdate: update))
                == #"{"sessionResumptionUpdate":{"resumable":false}}"#
        )
    }

    @Test func emptyArgumentsAreWritten() {
        let call = ToolCall(functionCalls: [FunctionCall(id: "1", name: "f")])
        #expect(
            text(LiveServerMessage(toolCall: call))
                == #"{"toolCall":{"functionCalls":[{"id":"1","name":"f","args":{}}]}}"#
        )
    }

    @Test func emptyToolListIsWritten() {
        let update = ContextUpdate(tools: ToolList())
        #expect(
            text(LiveClientMessage(contextUpdate: update))
                == #"{"contextUpdate":{"tools":{"tools":[]}}}"#
        )
    }

    @Test func wideIntegersAreStringsAndNarrowOnesNumbers() {
        let config = ContextWindowCompressionConfig(triggerTokens: 25_600)
        let setup = Setup(
            generationConfig: GenerationConfig(topK: 40, seed: 0),
            contextWindowCompression: config
        )
        #expect(
            text(LiveClientMessage(setup: setup))
                == #"""
                {"setup":{"generationConfig":{"topK":40,"seed":0},\#
                "contextWindowCompression":{"triggerTokens":"25600"}}}
                """#
        )
    }

    @Test func base64IsStandardAndPadded() {
        let blob = Blob(mimeType: "audio/pcm", data: [0, 0, 1, 0, 255, 255, 251])
        #expect(
            text(LiveClientMessage(realtimeInput: RealtimeInput(audio: blob)))
                == #"{"realtimeInput":{"audio":{"mimeType":"audio/pcm","data":"AAABAP//+w=="}}}"#
        )
    }

    @Test func textIsPureASCII() throws {
        let transcription = Transcription(text: "é 👋\u{1}\n\"\\")
        let content = ServerContent(outputTranscription: transcription)
        let message = LiveServerMessage(serverContent: content)
        #expect(
            text(message)
                == #"""
                {"serverContent":{"outputTranscription":\#
                {"text":"\u00e9 \ud83d\udc4b\u0001\n\"\\"}}}
                """#
        )
    }

    @Test func notesAreNotWritten() {
        let message = LiveServerMessage(
            unknown: [UnknownField(path: "weather", value: 1)],
            issues: [DecodingIssue(path: "goAway", expected: "an object", found: "null")]
        )
        #expect(text(message) == "{}")
    }

    @Test func unrecognizedEnumValuesKeepTheirName() {
        let message = LiveServerMessage(interactionStatus: .unrecognized("DREAMING"))
        #expect(text(message) == #"{"interactionStatus":"DREAMING"}"#)
    }
}
