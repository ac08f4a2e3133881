// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveNIOTransport
import Testing

@testable import LiveConsole

@Suite struct SessionPlanTests {
    @Test func withoutAKeyTheEmbeddedServerAnswersInText() throws {
        let plan = try SessionPlan(settings: Settings(), apiKey: nil)
        #expect(plan.route == .embedded)
        #expect(plan.setup.generationConfig?.responseModalities == [.text])
        #expect(plan.secrets.isEmpty)
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
