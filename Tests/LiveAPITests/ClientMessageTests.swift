// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct ClientMessageTests {
    @Test func pythonSetupMixesBothCasings() throws {
        let setup = try #require(Fixture.client("setup.python-1.75.mixed-casing").setup)
        let expected = Setup(
            model: "models/m",
            generationConfig: GenerationConfig(
                responseModalities: [.audio],
                speechConfig: SpeechConfig(voiceName: "Kore", languageCode: "en-US"),
                topK: 40,
                thinkingConfig: ThinkingConfig(includeThoughts: true, thinkingBudget: 0)
            ),
            systemInstruction: Content("be brief", role: "user"),
            realtimeInputConfig: RealtimeInputConfig(
                automaticActivityDetection: AutomaticActivityDetection(silenceDurationMs: 100),
                activityHandling: .noInterruption
            ),
            sessionResumption: SessionResumptionConfig(handle: "h1"),
            contextWindowCompression: ContextWindowCompressionConfig(
                triggerTokens: 25_600,
                slidingWindow: SlidingWindow(targetTokens: 12_800)
            ),
            inputAudioTranscription: TranscriptionConfig(),
            proactivity: Proactivity(proactiveAudio: true),
            historyConfig: HistoryConfig(initialHistoryInClientContent: true)
        )
        #expect(setup == expected)
    }

    @Test func laterOfTwoCasingsWins() throws {
        let setup = try Fixture.client("setup.python.one-field-in-both-casings").setup
        #expect(setup?.generationConfig?.responseModalities == [.audio])
        #expect(setup?.generationConfig?.candidateCount == 1)
    }

    @Test func jsonSchemasKeepTheirKeys() throws {
        let tools = try Fixture.client("setup.python-3.4.json-schema-tool").setup?.tools ?? []
        #expect(tools.count == 2)
        #expect(tools.first == Tool(googleSearch: [:]))
        let function = try #require(tools.last?.functionDeclarations.first)
        #expect(
            function.parametersJsonSchema == [
                "type": "object",
                "properties": ["is_on": ["type": "boolean", "default_value": true]],
                "additional_properties": false,
            ]
        )
        #expect(function.behavior == .blocking)
    }

    @Test func singleToolAndBareInstructionAreTaken() throws {
        let name = "setup.raw-client.single-tool-and-bare-instruction"
        let setup = try #require(Fixture.client(name).setup)
        #expect(setup.systemInstruction == Content("be brief"))
        let function = FunctionDeclaration(name: "f", parameters: ["type": "object"])
        #expect(setup.tools == [Tool(functionDeclarations: [function])])
    }

    @Test func everyScalarOfTheSetupIsRead() throws {
        let setup = try #require(Fixture.client("setup.every-field").setup)
        let generation = try #require(setup.generationConfig)
        #expect(generation.temperature == 0.5)
        #expect(generation.maxOutputTokens == 1024)
        #expect(generation.mediaResolution == .low)
        #expect(generation.thinkingConfig?.thinkingLevel == .low)
        #expect(generation.translationConfig?.echoTargetLanguage == false)
        let voice = generation.speechConfig?.voiceConfig?.replicatedVoiceConfig
        #expect(voice?.voiceSampleAudio == Array("RIFF".utf8))
        let detection = setup.realtimeInputConfig?.automaticActivityDetection
        #expect(detection?.disabled == true)
        #expect(detection?.startOfSpeechSensitivity == .low)
        #expect(detection?.endOfSpeechSensitivity == .high)
        #expect(setup.realtimeInputConfig?.turnCoverage == .audioActivityAndAllVideo)
        #expect(setup.inputAudioTranscription?.mode == .smart)
        #expect(setup.outputAudioTranscription == TranscriptionConfig())
        #expect(setup.labels?["team_name"] == "rivers")
    }

    @Test func clientContentCarriesTurns() throws {
        let content = ClientContent(
            turns: [Content("Name two rivers.", role: "user")],
            turnComplete: true
        )
        #expect(try Fixture.client("clientContent.text-turn").clientContent == content)
        let python = try Fixture.client("clientContent.python.session-send").clientContent
        #expect(
            python == ClientContent(turns: [Content("Hello", role: "user")], turnComplete: true)
        )
        let bare = try Fixture.client("clientContent.answer-now").clientContent
        #expect(bare == ClientContent(turnComplete: true))
    }

    @Test func bothBase64AlphabetsGiveTheSameAudio() throws {
        let audio = Blob(mimeType: "audio/pcm;rate=16000", data: [0, 0, 1, 0, 255, 255])
        #expect(try Fixture.client("realtimeInput.audio").realtimeInput?.audio == audio)
        let python = try Fixture.client("realtimeInput.python.url-safe-base64")
        #expect(python.realtimeInput?.audio == audio)
    }

    @Test func singleMediaChunkIsTaken() throws {
        let input = try Fixture.client("realtimeInput.raw-client.single-media-chunk").realtimeInput
        #expect(
            input?.mediaChunks == [Blob(mimeType: "audio/pcm", data: [0, 0, 1, 0, 255, 255])]
        )
    }

    @Test func presenceOfAnEmptyObjectIsSeen() throws {
        let start = try Fixture.client("realtimeInput.activity-start").realtimeInput
        #expect(start == RealtimeInput(activityStart: ActivityStart()))
        let end = try Fixture.client("realtimeInput.activity-end").realtimeInput
        #expect(end == RealtimeInput(activityEnd: ActivityEnd()))
    }

    @Test func responseOfAToolIsNotRecased() throws {
        let name = "toolResponse.python.non-blocking"
        let response = try Fixture.client(name).toolResponse?.functionResponses.first
        #expect(response?.response == ["snake_case": 1, "camelCase": 2])
        #expect(response?.scheduling == .whenIdle)
        #expect(response?.willContinue == true)
        #expect(response?.parts.first?.inlineData?.mimeType == "image/png")
    }

    @Test func schedulingInsideTheResponseCounts() throws {
        let name = "toolResponse.scheduling-inside-response"
        let response = try Fixture.client(name).toolResponse?.functionResponses.first
        #expect(response?.scheduling == .interrupt)
        #expect(response?.response["scheduling"] == "INTERRUPT")
    }

    @Test func emptyToolListIsNotAnAbsentOne() throws {
        let cleared = try Fixture.client("contextUpdate.no-more-tools").contextUpdate
        #expect(cleared == ContextUpdate(tools: ToolList(tools: [])))
        let kept = try Fixture.client("contextUpdate.instruction").contextUpdate
        #expect(kept?.tools == nil)
    }
}
