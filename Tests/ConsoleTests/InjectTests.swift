// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct InjectTests {
    private static let size = Size(width: 120, height: 40)

    private static let turn = LiveClientMessage(
        clientContent: ClientContent(turns: [Content("hi")], turnComplete: true)
    )

    private func stage(route: String = SessionProfile.embeddedRoute) -> Stage {
        Stage(Self.size, profile: SessionProfile(route: route, model: "m")).connected()
            .play(.up(90, Self.turn), .down(91, LiveServerMessage(goAway: GoAway())))
            .press("Esc 3")
    }

    private func payload(_ effect: ConsoleEffect?) -> String? {
        guard case .inject(let bytes)? = effect else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aFrameIsComposedAndSentAsItStands() {
        let stage = stage().press("Ctrl-N")
        #expect(stage.screen.contains("Compose a frame"))
        #expect(stage.screen.contains("\"clientContent\": {"))
        #expect(stage.cursor != nil)
        for _ in 0..<20 { stage.press("Ctrl-K") }
        #expect(stage.takeEffects() == [])
        stage.send(.input(.paste("{\"realtimeInput\":\n  {\"text\":\"x\"}}"))).press("Ctrl-X")
        #expect(payload(stage.effects.last) == "{\"realtimeInput\":\n  {\"text\":\"x\"}}")
        #expect(!stage.screen.contains("Compose a frame"))
    }

    @Test func whatIsNoJSONStaysWithItsPlaceNamed() {
        let stage = stage().press("Ctrl-N Down Down Delete Delete Delete Delete Delete Ctrl-X")
        #expect(stage.effects == [])
        #expect(stage.screen.contains("✗ line 3, column 1:"))
        stage.press("Esc Ctrl-N")
        #expect(!stage.screen.contains("✗ line"))
        #expect(stage.screen.contains("urns\": [{"), "the draft is kept")
    }

    @Test func whatTheAPIDoesNotKnowIsSentWhenAskedForTwice() {
        let stage = stage().press("Ctrl-N Ctrl-K")
        for _ in 0..<12 { stage.press("Ctrl-K") }
        stage.type("{\"oddity\": 1}").press("Ctrl-X")
        #expect(stage.effects == [])
        #expect(stage.screen.contains("the API knows no oddity; Ctrl-X again sends it"))
        stage.press("Ctrl-X")
        #expect(payload(stage.effects.last) == "{\"oddity\": 1}")
    }

    @Test func theSelectedFrameIsCopiedAndResent() {
        let stage = stage().press("k e")
        #expect(stage.screen.contains("\"turnComplete\": true"))
        stage.press("Esc r")
        #expect(payload(stage.effects.last).map { $0.contains("\"text\":\"hi\"") } == true)
        stage.press("G r")
        #expect(stage.rows[39].contains("only the client's frames can be sent again"))
    }

    @Test func aRouteThatBillsAsksOnce() {
        let stage = stage(route: "gemini").press("k r")
        #expect(stage.effects == [])
        #expect(stage.screen.contains("The session with gemini bills what is sent."))
        stage.press("n")
        #expect(stage.effects == [])
        stage.press("r y")
        #expect(payload(stage.takeEffects().first) != nil)
        stage.press("r")
        #expect(payload(stage.takeEffects().first) != nil)
    }

    @Test(arguments: [GlyphSet.unicode, .ascii])
    func injectedFramesAreMarkedAndFiltered(glyphs: GlyphSet) throws {
        let stage = Stage(Self.size, glyphs: glyphs).connected().press("Esc 3")
        guard case .frame(var frame) = SessionEvent.Kind.up(50, Self.turn) else { return }
        frame.isInjected = true
        stage.play(.frame(frame))
        let mark = glyphs == .unicode ? "⊕" : "+"
        #expect(stage.screen.contains("\(mark)clientContent"))
        stage.press("f").type("is:injected").press("Enter")
        #expect(stage.screen.contains("f: is:injected (1)"))
    }

    @Test func anEditorOutsideTakesTheTextAndGivesItBack() {
        let stage = stage().press("Ctrl-N Ctrl-O")
        guard case .editOutside(let text)? = stage.effects.last else {
            Issue.record("no editor was asked for")
            return
        }
        #expect(text.contains("clientContent"))
        stage.send(.edited("{\n \"x\": 1\u{1B}\n}"))
        #expect(stage.screen.contains("\"x\": 1␛"))
    }

    @Test func aReplayAndAClosedSessionSayWhyNot() {
        let replay = Stage(Self.size, replay: ReplayStatus(duration: .seconds(1))).press("3 Ctrl-N")
        #expect(replay.rows[39].contains("this is a replay"))
        let stage = Stage(Self.size).press("Esc 3 Ctrl-N Ctrl-X")
        #expect(stage.rows[39].contains("the session is not ready"))
        #expect(stage.effects == [])
    }

    @Test func soundCannotBeSentAgain() {
        let blob = Blob(mimeType: "audio/pcm;rate=16000", data: Array(repeating: 0, count: 6_400))
        let sound = LiveClientMessage(realtimeInput: RealtimeInput(audio: blob))
        let stage = stage().press("S").play(.up(99, sound)).press("r")
        #expect(stage.rows[39].contains("sound and pictures of frames are not kept"))
    }

    // MARK: - Faults

    @Test func faultsAreChosenAndAskedAboutOnce() {
        let stage = stage().press("Z")
        #expect(stage.screen.contains("Faults of the embedded server"))
        #expect(stage.screen.contains("announce the connection's end, and keep to it"))
        stage.press("Right Enter")
        #expect(stage.effects == [])
        #expect(stage.screen.contains("to the session: goAway, 30 s"))
        stage.press("y")
        #expect(stage.takeEffects() == [.fault(.goAway(timeLeft: .seconds(30)))])
        #expect(stage.rows[39].contains("the server was asked for: goAway, 30 s left"))
        stage.press("Z Down Down Enter")
        #expect(stage.takeEffects() == [.fault(.drop)])
        stage.press("Z Up Left Enter")
        #expect(stage.takeEffects() == [.fault(.close(code: 1000, reason: ""))])
    }

    @Test func helpOfAFaultIsWholeOnASmallScreen() {
        let stage = Stage(Size(width: 80, height: 24)).connected().press("Esc Z")
        #expect(stage.screen.contains("announce the connection's end, and keep to it"))
        stage.press("Down Right Right")
        #expect(stage.screen.contains("close 1007 Request contains an invalid argument."))
        #expect(stage.screen.contains("end the connection with a code"))
    }

    @Test func otherRoutesSayWhyThereAreNoFaults() {
        let stage = stage(route: "gemini").press("Z")
        #expect(stage.rows[39].contains("only the server in this program makes faults"))
        #expect(stage.rows[39].contains("gemini"))
    }

    @Test func anySizeSurvives() {
        for size in [
            Size(width: 1, height: 1), Size(width: 20, height: 5), Size(width: 80, height: 24),
        ] {
            let stage = Stage(size).connected().press("Esc 3 Ctrl-N")
            stage.type("é🙂").press("Enter Up PgDn End Home Ctrl-X Ctrl-X")
            _ = (stage.screen, stage.cursor)
            stage.press("Esc Esc Z Down Right")
            _ = stage.screen
            stage.press("Enter")
            _ = stage.screen
        }
    }
}
