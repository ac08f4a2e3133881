// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing
import Voice

/// Settings: staged by keys and in pane 9, applied by one key, followed from the log.
@MainActor
@Suite struct ConfigTests {
    private static let spoken = SessionProfile(
        route: SessionProfile.embeddedRoute,
        model: "gemini-3.8-live",
        voice: "Puck",
        modality: .audio
    )

    private func stage(_ profile: SessionProfile = ConfigTests.spoken) -> Stage {
        let stage = Stage(profile: profile, hasSound: true).connected()
        stage.press("Esc 9")
        return stage
    }

    /// The row of a setting in the pane.
    private func row(_ name: String, of stage: Stage) -> String {
        stage.rows.first { $0.dropFirst(3).hasPrefix(name + " ") } ?? "no row \(name)"
    }

    private func lastApplied(_ stage: Stage) -> Setup? {
        guard case .apply(let setup)? = stage.effects.last else { return nil }
        return setup
    }

    @Test func paneListsWhatTheSessionHas() {
        let stage = stage()
        #expect(row("model", of: stage).contains("gemini-3.8-live"))
        #expect(row("voice", of: stage).contains("Puck"))
        #expect(row("mode", of: stage).contains("AUDIO"))
        #expect(row("VAD", of: stage).contains("auto"))
        #expect(!stage.screen.contains("*"))
    }

    @Test func modalityIsStagedWithItsConsequencesAndApplied() {
        let stage = stage().press("a")
        #expect(stage.rows[0].contains("TEXT*"))
        #expect(row("voice", of: stage).contains("* none: it writes"))
        #expect(stage.rows[23].contains("mode TEXT: staged, A applies it"))
        stage.press("A")
        let setup = lastApplied(stage)
        #expect(setup?.generationConfig?.responseModalities == [.text])
        #expect(setup?.generationConfig?.speechConfig == nil)
        // Back to speech, the voice is the one from before.
        stage.press("a")
        #expect(!stage.screen.contains("*"))
        #expect(stage.effects.last == .stage(Self.spoken.setup))
    }

    @Test func aProfileIsStagedAndApplied() {
        let stage = stage().press("Esc :")
        stage.send(.profiles(["work", "play"])).type("profile w").press("Tab")
        #expect(stage.screen.contains(": profile work"))
        stage.press("Enter")
        #expect(stage.takeEffects().last == .loadProfile("work"))
        let profile = SessionProfile(
            route: SessionProfile.embeddedRoute,
            model: "gemini-3.8-live",
            voice: "Kore",
            modality: .audio
        )
        stage.send(.profileLoaded("work", profile.setup)).press("9")
        #expect(row("voice", of: stage).contains("* Kore"))
        #expect(stage.effects.last == .stage(profile.setup))
        stage.press("A")
        #expect(lastApplied(stage) == profile.setup)
    }

    @Test func aProfileLikeTheSessionSaysSo() {
        let stage = stage().send(.profileLoaded("same", Self.spoken.setup))
        #expect(stage.rows[23].contains("profile same changes nothing here"))
        #expect(!stage.screen.contains("*"))
    }

    @Test func whatTheServerAcceptedIsNoLongerStaged() throws {
        let stage = stage().press("a A")
        let setup = try #require(lastApplied(stage))
        stage.play(.phase(.moving(reason: "new settings")), .phase(.connecting(attempt: 1)))
        stage.play(.phase(.settingUp), .up(3, LiveClientMessage(setup: setup)))
        #expect(stage.rows[0].contains("TEXT*"))
        stage.play(.phase(.ready))
        #expect(row("mode", of: stage).contains("TEXT") && !stage.screen.contains("*"))
        #expect(stage.press("A").rows[23].contains("A: nothing is staged"))
    }

    @Test func whatTheServerRefusedStaysStaged() throws {
        let stage = stage().press("Down Enter").type("Nobody").press("Enter A")
        let setup = try #require(lastApplied(stage))
        for sent in [setup, Self.spoken.setup] {
            stage.play(.phase(.settingUp), .up(3, LiveClientMessage(setup: sent)))
        }
        stage.play(.phase(.ready))
        #expect(row("voice", of: stage).contains("PuckNobody"))
        stage.press("d")
        #expect(!stage.screen.contains("*"))
    }

    @Test func voicesAreChosenFromTheListOrTyped() {
        let stage = stage().press("Down Enter")
        #expect(stage.screen.contains("Enter stages it"))
        // What is typed narrows the list down.
        stage.press("Ctrl-U").type("Ko")
        #expect(stage.screen.contains("Kore") && !stage.screen.contains("Zephyr"))
        stage.press("Down Enter")
        #expect(stage.rows[0].contains("Kore*"))
        stage.press("A")
        let voice = lastApplied(stage)?.generationConfig?.speechConfig?.voiceConfig
        #expect(voice?.prebuiltVoiceConfig?.voiceName == "Kore")
    }

    @Test func textIsTypedPastedAndLeftAlone() {
        let stage = stage().press("Down Down Down Enter").type("Be brief")
        stage.send(.input(.paste(", please\u{1B}[2J")))
        stage.press("Enter A")
        let system = lastApplied(stage)?.systemInstruction?.parts.first?.text ?? ""
        #expect(system.hasPrefix("Be brief, please"))
        #expect(!system.unicodeScalars.contains("\u{1B}"))
        stage.press("Enter").type(" and kind").press("Esc")
        #expect(!stage.screen.contains("and kind"))
    }

    @Test func aLongInstructionThatIsOnlyLookedAtKeepsItsLines() {
        var profile = Self.spoken
        profile.setup.systemInstruction = Content("One.\nTwo.")
        let stage = stage(profile).press("Down Down Down Enter Enter")
        #expect(!stage.screen.contains("*"))
        #expect(row("system", of: stage).contains("One."))
    }

    @Test func turnDetectionIsSaidOutrightOnceItIsStaged() {
        let stage = stage().press("V")
        #expect(stage.rows[0].contains("manual VAD*"))
        stage.press("A")
        #expect(lastApplied(stage)?.turnDetection == .manual)
        var manual = Self.spoken
        manual.turnDetection = .manual
        let back = self.stage(manual).press("V A")
        let input = lastApplied(back)?.realtimeInputConfig
        #expect(input?.automaticActivityDetection == AutomaticActivityDetection())
    }

    @Test func transcriptsGoRound() {
        var profile = Self.spoken
        profile.setup.inputAudioTranscription = TranscriptionConfig()
        profile.setup.outputAudioTranscription = TranscriptionConfig()
        let stage = stage(profile).press("T")
        #expect(row("transcr", of: stage).contains("* in"))
        #expect(stage.rows[0].contains("* staged"))
        stage.press("T T A")
        #expect(lastApplied(stage)?.inputAudioTranscription == nil)
        #expect(lastApplied(stage)?.outputAudioTranscription == nil)
        stage.press("T")
        #expect(!stage.rows[0].contains("*"))
    }

    @Test func compressionComesBackWithItsFigures() {
        var profile = Self.spoken
        let figures = ContextWindowCompressionConfig(triggerTokens: 25_600)
        profile.setup.contextWindowCompression = figures
        let stage = stage(profile).press("Down Down Down Down Down Down Enter Down Enter")
        #expect(row("compress", of: stage).contains("* off"))
        stage.press("Enter Up Enter")
        #expect(stage.effects.last == .stage(profile.setup))
    }

    @Test func toolsAreSwitchedOnlyWhereThereAreAny() {
        let stage = stage().press("G Enter")
        #expect(stage.rows[23].contains("this run has no tools"))
        var profile = Self.spoken
        let function = FunctionDeclaration(name: "f")
        profile.setup.tools = [Tool(functionDeclarations: [function])]
        let bound = self.stage(profile).press("G Enter Down Enter A")
        #expect(lastApplied(bound)?.tools == [])
    }

    @Test func withoutASessionWhatIsStagedIsForTheNext() {
        let stage = Stage(profile: Self.spoken, hasSound: true).press("Esc a A")
        #expect(stage.effects.count == 1)
        #expect(stage.rows[23].contains("the next session begins with what is staged"))
    }

    /// What applying will do, as far as the log tells.
    @Test func paneSaysWhatBecomesOfTheConversation() {
        let stage = stage().press("a")
        #expect(stage.screen.contains("nothing has been said yet"))
        stage.play(.said("Hi"))
        #expect(stage.screen.contains("the server has given no handle"))
        stage.play(.resumption(SessionResumptionUpdate(newHandle: "h1", resumable: true)))
        #expect(stage.screen.contains("reconnects and resumes"))
        stage.play(.resumption(SessionResumptionUpdate(resumable: false)))
        #expect(stage.screen.contains("waits until the server can be resumed"))
    }

    @Test func frozenPanesAreNotEdited() {
        let stage = stage().press("u Enter")
        #expect(stage.rows[23].contains("the panes are frozen"))
    }

    @Test func lowScreensShowTheSelectedRow() {
        let stage = stage()
        stage.resize(Size(width: 40, height: 8))
        stage.press("G")
        #expect(stage.screen.contains("▶ tools"))
    }

    @Test func aPlannedMoveIsOneLineAndNoProblem() {
        let stage = stage().press("1")
        stage.play(.goAway(timeLeft: .seconds(5)), .phase(.moving(reason: "goAway")))
        #expect(stage.rows[0].contains("MOVING"))
        stage.play(.phase(.connecting(attempt: 1)), .phase(.settingUp), .phase(.ready))
        #expect(stage.screen.contains("moved to a new connection (goAway)"))
        #expect(!stage.screen.contains("connecting to"))
        #expect(!stage.rows[0].contains("⚠"))
    }
}
