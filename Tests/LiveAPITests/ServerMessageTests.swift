// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct ServerMessageTests {
    @Test func emptyMessagesHoldNothing() throws {
        #expect(try Fixture.server("empty") == LiveServerMessage())
        let content = try Fixture.server("serverContent.empty")
        #expect(content == LiveServerMessage(serverContent: ServerContent()))
    }

    @Test func audioIsDecoded() throws {
        let part = try Fixture.server("serverContent.audio").serverContent?.modelTurn?.parts.first
        let audio = Blob(mimeType: "audio/pcm;rate=24000", data: [0, 0, 255, 255, 1, 0])
        #expect(part == Part(inlineData: audio))
    }

    @Test func thoughtsAreMarked() throws {
        let part = try Fixture.server("serverContent.thought").serverContent?.modelTurn?.parts.first
        #expect(part == Part(text: "User wants a sum.", thought: true))
    }

    @Test func transcriptKeepsItsLeadingSpace() throws {
        let content = try Fixture.server("serverContent.input-transcription").serverContent
        #expect(content?.inputTranscription == Transcription(text: " hello there"))
    }

    @Test func wordsOfATranscriptHaveTimes() throws {
        let content = try Fixture.server("serverContent.every-field").serverContent
        let word = content?.outputTranscription?.words.first
        #expect(
            word
                == TranscribedWord(
                    word: "hello",
                    startOffset: .milliseconds(500),
                    endOffset: .seconds(1)
                )
        )
    }

    @Test func turnEndCarriesUsage() throws {
        let message = try Fixture.server("serverContent.turn-complete-with-usage")
        #expect(message.serverContent == ServerContent(turnComplete: true))
        #expect(message.kinds == ["serverContent", "usageMetadata"])
        let text = { ModalityTokenCount(modality: .text, tokenCount: $0) }
        #expect(
            message.usageMetadata
                == UsageMetadata(
                    promptTokenCount: 25,
                    responseTokenCount: 9,
                    totalTokenCount: 34,
                    promptTokensDetails: [text(25)],
                    responseTokensDetails: [text(9)]
                )
        )
    }

    @Test func everyFieldOfABundleIsRead() throws {
        let message = try Fixture.server("serverContent.3.1.bundled")
        #expect(message.serverContent?.turnComplete == true)
        #expect(message.serverContent?.modelTurn?.parts.count == 1)
        #expect(message.serverContent?.outputTranscription?.text == "Done.")
        #expect(
            message.voiceActivity
                == VoiceActivity(type: .activityEnd, audioOffset: .milliseconds(1240))
        )
        #expect(message.sessionResumptionUpdate?.newHandle == "h-2")
    }

    @Test func unknownReasonIsKeptByName() throws {
        let content = try Fixture.server("serverContent.new-reason").serverContent
        #expect(content?.turnCompleteReason == .unrecognized("TIRED"))
        #expect(content?.turnCompleteReason?.wireName == "TIRED")
    }

    @Test func missingArgumentsAreNone() throws {
        let calls = try Fixture.server("toolCall.parallel-without-args").toolCall?.functionCalls
        #expect(
            calls == [
                FunctionCall(id: "call-17", name: "set_lamp"),
                FunctionCall(id: "call-18", name: "look_up"),
            ]
        )
    }

    @Test func interactionStatusBesideACallIsRead() throws {
        #expect(try Fixture.server("toolCall.status-beside").interactionStatus == .requiresAction)
    }

    @Test func goAwayMayKeepItsTimeToItself() throws {
        #expect(try Fixture.server("goAway").goAway == GoAway(timeLeft: .seconds(50)))
        #expect(try Fixture.server("goAway.without-time").goAway == GoAway())
    }

    @Test func largeIndexKeepsEveryDigit() throws {
        let update = try Fixture.server("sessionResumptionUpdate.every-field")
        let index = update.sessionResumptionUpdate?.lastConsumedClientMessageIndex
        #expect(index == 9_007_199_254_740_993)
    }

    @Test func groundingIsRead() throws {
        let grounding = try Fixture.server("serverContent.every-field").serverContent?
            .groundingMetadata
        #expect(grounding?.groundingChunks.first?.web?.domain == "example.org")
        let segment = GroundingSegment(partIndex: 1, startIndex: 2, endIndex: 10, text: "The Nile")
        #expect(
            grounding?.groundingSupports == [
                GroundingSupport(
                    segment: segment,
                    groundingChunkIndices: [0],
                    confidenceScores: [0.75]
                )
            ]
        )
        #expect(grounding?.searchEntryPoint?.sdkBlob == Array("{}".utf8))
    }

    @Test func everySpeechEdgeHasItsKind() throws {
        let start = try Fixture.server("voiceActivity").voiceActivity
        #expect(start?.type == .activityStart)
        let signal = try Fixture.server("voiceActivityDetectionSignal")
        #expect(signal.voiceActivityDetectionSignal?.vadSignalType == .endOfSpeech)
    }
}
