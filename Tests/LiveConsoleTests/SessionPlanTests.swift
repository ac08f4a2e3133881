// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveNIOTransport
import Logging
import Testing
import Voice

@testable import LiveConsole

@Suite struct SessionPlanTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func withoutAKeyTheEmbeddedServerAnswersInAudio() throws {
        let plan = try SessionPlan(settings: Settings(), apiKey: nil)
        #expect(plan.route == .embedded)
        #expect(plan.setup.generationConfig?.responseModalities == [.audio])
        #expect(plan.secrets.isEmpty)
    }

    @Test func whereNothingIsHeardOrSpokenTheEmbeddedServerAnswersInText() throws {
        let silent = try SessionPlan(settings: Settings(), apiKey: nil, isHeard: false)
        #expect(silent.modality == .text)
        let asked = Settings(micFile: "q.wav")
        let spoken = try SessionPlan(settings: asked, apiKey: nil, isHeard: false)
        #expect(spoken.modality == .audio)
        let gemini = try SessionPlan(settings: Settings(), apiKey: "secret-key", isHeard: false)
        #expect(gemini.modality == .audio)
    }

    @Test func manualTurnDetectionIsAskedForInTheSetupUnlessTheNextSessionSaysOtherwise() throws {
        let plan = try SessionPlan(settings: Settings(vad: .manual), apiKey: nil)
        let asked = plan.setup(turnDetection: nil).realtimeInputConfig
        #expect(asked?.automaticActivityDetection?.disabled == true)
        #expect(plan.setup(turnDetection: .automatic).realtimeInputConfig == nil)
    }

    @Test func withAKeyGeminiAnswersInAudioWithTranscripts() throws {
        let plan = try SessionPlan(settings: Settings(), apiKey: "secret-key")
        #expect(plan.route == .gemini)
        #expect(plan.setup.model == "models/gemini-3.8-live")
        #expect(plan.setup.generationConfig?.responseModalities == [.audio])
        #expect(plan.setup.outputAudioTranscription != nil)
        #expect(plan.secrets == ["secret-key"])
    }

    @Test func theUsersKeyIsNotSentToTheEmbeddedServer() throws {
        let plan = try SessionPlan(settings: Settings(endpoint: .embedded), apiKey: "secret-key")
        #expect(plan.credential == .apiKey("embedded"))
    }

    @Test func aRemoteServerCanBeTriedInClearTextWithoutAKey() throws {
        let settings = Settings(endpoint: .url("ws://10.0.0.1:8765"))
        let keyless = try SessionPlan(settings: settings, apiKey: nil)
        #expect(keyless.secrets.isEmpty)
        _ = try SessionHost(plan: keyless, logger: Self.logger)
        let keyed = try SessionPlan(settings: settings, apiKey: "secret-key")
        let failure = #expect(throws: CommandFailure.self) {
            try SessionHost(plan: keyed, logger: Self.logger)
        }
        #expect(failure?.code == .badUsage)
    }

    @Test func theRoutesNameHidesAKeyInTheURL() throws {
        let settings = Settings(endpoint: .url("wss://h/x.BidiGenerateContent?key=secret-key"))
        let plan = try SessionPlan(settings: settings, apiKey: nil)
        #expect(plan.routeName == "wss://h/x.BidiGenerateContent?key=…")
    }

    @Test func geminiWithoutAKeyCannotConnect() {
        let failure = #expect(throws: CommandFailure.self) {
            try SessionPlan(settings: Settings(endpoint: .gemini), apiKey: nil)
        }
        #expect(failure?.code == .cannotConnect)
    }

    @Test func aMissingSystemInstructionFileIsBadUsage() {
        let failure = #expect(throws: CommandFailure.self) {
            try SessionPlan(settings: Settings(system: "@/no/such/file"), apiKey: nil)
        }
        #expect(failure?.code == .badUsage)
        #expect(failure?.message.contains("/no/such/file") == true)
    }

    @Test func anExpandedModelNameIsLeftAlone() throws {
        let plan = try SessionPlan(settings: Settings(model: "tunedModels/mine"), apiKey: nil)
        #expect(plan.setup.model == "tunedModels/mine")
    }
}
