// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct FramesTests {
    private func summary(_ kind: SessionEvent.Kind) throws -> FrameSummary {
        guard case .frame(let frame) = kind else { throw Missing() }
        return FrameSummary(frame, glyphs: .unicode)
    }

    private struct Missing: Error {}

    private let audio = Blob(
        mimeType: "audio/pcm;rate=24000",
        data: Array(repeating: 0, count: 9600)
    )

    @Test func typeNamesTheInnerPart() throws {
        let end = LiveServerMessage(
            serverContent: ServerContent(turnComplete: true),
            usageMetadata: UsageMetadata(totalTokenCount: 1234)
        )
        let summary = try summary(.down(1, end))
        #expect(summary.type == "serverContent·turnComplete+usageMetadata")
        #expect(summary.note == "1 234 tokens")
    }

    @Test func audioIsNotedByItsLengthAndNotKept() throws {
        let content = ServerContent(
            modelTurn: Content(role: "model", parts: [Part(inlineData: audio)])
        )
        let kind = SessionEvent.Kind.down(1, LiveServerMessage(serverContent: content))
        let summary = try summary(kind)
        #expect(summary.note == "audio 0.20 s")
        #expect(summary.carriesMedia)
    }

    @Test(arguments: [
        (LiveServerMessage(goAway: GoAway(timeLeft: .seconds(52))), "goAway", "52 s left"),
        (LiveServerMessage(), "{}", ""),
        (
            LiveServerMessage(
                sessionResumptionUpdate: .init(newHandle: "secret-abc", resumable: true)
            ),
            "sessionResumptionUpdate", "handle ending abc"
        ),
        (
            LiveServerMessage(toolCall: ToolCall(functionCalls: [FunctionCall(name: "book")])),
            "toolCall", "book"
        ),
        (
            LiveServerMessage(
                serverContent: ServerContent(outputTranscription: Transcription(text: "In Bergen"))
            ),
            "serverContent·outputTranscription", "In Bergen"
        ),
    ])
    func notesSayWhatMatters(message: LiveServerMessage, type: String, note: String) throws {
        let summary = try summary(.down(1, message))
        #expect(summary.type == type)
        #expect(summary.note == note)
    }

    @Test func listIsBoundedAndCountsWhatItLost() {
        var limits = ConsoleConfiguration.Limits()
        limits.frames = 100
        let stage = Stage(limits: limits).press("Esc 3")
        for number in 1...250 { stage.play(.up(number, LiveClientMessage())) }
        #expect(stage.state.live.frames.lost == 150)
        #expect(stage.screen.contains("ring 100/100 · 150 lost"))
        #expect(stage.screen.contains("  250"))
    }

    @Test func payloadsStayWithinTheirBudget() {
        var limits = ConsoleConfiguration.Limits()
        limits.frames = 50
        limits.framePayloadBytes = 1000
        let stage = Stage(limits: limits)
        for number in 1...200 {
            let text = String(repeating: "x", count: number % 90)
            let content = ClientContent(turns: [Content(text)])
            stage.play(.up(number, LiveClientMessage(clientContent: content)))
            let kept = stage.state.live.frames.entries.compactMap { $0.payload?.bytes.count }
            #expect(kept.reduce(0, +) <= 1000)
        }
        #expect(stage.state.live.frames.entries.last?.payload != nil)
    }

    @Test func soundInPayloadsIsNotKept() {
        let input = LiveClientMessage(realtimeInput: RealtimeInput(audio: audio))
        let stage = Stage().press("Esc 3 S").play(.up(1, input), .up(2, LiveClientMessage()))
        let payloads = stage.state.live.frames.entries.compactMap(\.payload)
        #expect(payloads.map { $0.whole == nil } == [true, false])
        #expect(payloads[0].bytes.count < 200)
        #expect(stage.state.live.frames.entries.first.map { $0.size > 9600 } == true)
    }

    @Test func closeShowsItsCode() {
        let stage = Stage().connected().refusal().press("Esc 3")
        #expect(stage.screen.contains("close"))
        #expect(stage.screen.contains("1007 API key not valid"))
    }

    private func sound(_ number: Int) -> SessionEvent.Kind {
        .up(number, LiveClientMessage(realtimeInput: RealtimeInput(audio: audio)))
    }

    @Test func soundOfTheMicrophoneIsCountedAndHiddenUntilAskedFor() {
        let stage = Stage(Size(width: 120, height: 40)).press("Esc 3")
        stage.play(.up(1, LiveClientMessage()))
        for number in 2...30 { stage.play(sound(number)) }
        stage.play(.down(31, LiveServerMessage()))
        #expect(stage.state.live.frames.entries.map(\.number) == [1, 31])
        #expect(stage.screen.contains("3 Frames 31"))
        #expect(stage.screen.contains("(29 audio hidden)"))
        stage.press("S")
        #expect(stage.state.live.frames.entries.map(\.number) == Array(1...31))
        #expect(!stage.screen.contains("hidden"))
        stage.play(sound(32)).press("S")
        #expect(stage.state.live.frames.entries.map(\.number) == [1, 31])
        stage.press("S")
        #expect(stage.state.live.frames.entries.map(\.number) == Array(1...32))
    }

    @Test func messagesThatSayMoreThanSoundAreListed() {
        let end = LiveClientMessage(realtimeInput: RealtimeInput(audioStreamEnd: true))
        let both = LiveClientMessage(
            realtimeInput: RealtimeInput(audio: audio, activityStart: ActivityStart())
        )
        let stage = Stage().play(.up(1, end), .up(2, both), sound(3))
        #expect(stage.state.live.frames.entries.map(\.number) == [1, 2])
    }

    @Test func soundPushesNothingElseOut() {
        var limits = ConsoleConfiguration.Limits()
        limits.frames = 10
        let stage = Stage(limits: limits)
        for number in 1...5 { stage.play(.up(number, LiveClientMessage())) }
        for number in 6...5000 { stage.play(sound(number)) }
        #expect(stage.state.live.frames.entries.map(\.number) == [1, 2, 3, 4, 5])
        stage.press("Esc 3 S")
        #expect(stage.state.live.frames.entries.map(\.number).prefix(6) == [1, 2, 3, 4, 5, 3001])
        #expect(stage.state.live.frames.lost == 2995)
    }

    @Test func selectionStaysWithItsFrameWhenSoundIsListed() {
        let stage = Stage().press("Esc 3")
        for number in 1...20 {
            stage.play(number.isMultiple(of: 2) ? sound(number) : .up(number, LiveClientMessage()))
        }
        stage.press("Up Up Up")
        let before = stage.rows.first { $0.contains("▶") }?.split(separator: " ").prefix(2)
        stage.press("S")
        let after = stage.rows.first { $0.contains("▶") }?.split(separator: " ").prefix(2)
        #expect(before == after)
    }
}
