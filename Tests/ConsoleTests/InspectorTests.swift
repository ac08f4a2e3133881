// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct InspectorTests {
    private let size = Size(width: 120, height: 40)

    /// A call of a function, its answer, and another that is taken back.
    private func toolFrames() -> Stage {
        let stage = Stage(size).connected()
        let call = FunctionCall(id: "c1", name: "get_weather", args: ["city": "Oslo"])
        stage.play(.down(3, LiveServerMessage(toolCall: ToolCall(functionCalls: [call]))))
        stage.play(.toolCall([call], turn: 1))
        let answer = FunctionResponse(id: "c1", name: "get_weather", response: ["sky": "rain"])
        stage.play(
            .up(4, LiveClientMessage(toolResponse: ToolResponse(functionResponses: [answer])))
        )
        let other = FunctionCall(id: "c2", name: "book_ride")
        stage.play(.down(5, LiveServerMessage(toolCall: ToolCall(functionCalls: [other]))))
        let cancellation = ToolCallCancellation(ids: ["c2"])
        stage.play(.down(6, LiveServerMessage(toolCallCancellation: cancellation)))
        return stage
    }

    private func sound(_ number: Int, samples: [Int16]) -> SessionEvent.Kind {
        let data = samples.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let part = Part(inlineData: Blob(mimeType: "audio/pcm;rate=24000", data: data))
        let content = ServerContent(modelTurn: Content(role: "model", parts: [part]))
        return .down(number, LiveServerMessage(serverContent: content))
    }

    // MARK: - Selection

    @Test func enterInFramesOpensTheFrame() {
        let stage = toolFrames().press("Esc 3 k k k Enter")
        #expect(stage.state.pane == .inspector)
        #expect(stage.screen.contains("0 Inspector #3"))
        #expect(stage.screen.contains("[Summary]"))
        stage.press("Esc")
        #expect(stage.state.pane == .frames)
    }

    @Test func followingShowsTheNewestFrame() {
        let stage = toolFrames().press("Esc 0")
        #expect(stage.screen.contains("0 Inspector #6"))
        stage.play(.down(7, LiveServerMessage()))
        #expect(stage.screen.contains("0 Inspector #7"))
        #expect(stage.screen.contains("F following"))
    }

    @Test func frameBeingReadStays() {
        let stage = toolFrames().press("Esc 0 j")
        stage.play(.down(7, LiveServerMessage()))
        #expect(stage.screen.contains("0 Inspector #6"))
        stage.press("F")
        #expect(stage.screen.contains("0 Inspector #7"))
    }

    @Test func nextAndPreviousFrame() {
        let stage = toolFrames().press("Esc 0 K K")
        #expect(stage.screen.contains("0 Inspector #4"))
        stage.press("J")
        #expect(stage.screen.contains("0 Inspector #5"))
    }

    @Test func tabsGoRound() {
        let stage = toolFrames().press("Esc 0")
        for title in ["JSON", "Raw", "Hex", "Audio", "Picture", "Diff", "Summary"] {
            stage.press("]")
            #expect(stage.screen.contains("[\(title)]"))
        }
        stage.press("[")
        #expect(stage.screen.contains("[Diff]"))
        stage.press("H")
        #expect(stage.screen.contains("[Summary]"))
    }

    @Test func viewChangesFromTheListTooWhereBothAreInView() {
        let stage = Stage(size, preset: .wire).connected().press("Esc 3 H")
        #expect(stage.state.pane == .frames)
        #expect(stage.screen.contains("[JSON]"))
        #expect(stage.screen.contains("setupComplete: {0}"))
    }

    // MARK: - Summary

    @Test func callAndAnswerAreLinkedBothWays() {
        let stage = toolFrames().press("Esc 3 k k k Enter")
        #expect(stage.screen.contains("get_weather (c1) answered by #4, 200 ms after the call"))
        stage.press("Enter")
        #expect(stage.screen.contains("0 Inspector #4"))
        #expect(stage.screen.contains("answers #3 get_weather (c1), 200 ms after the call"))
        stage.press("Enter")
        #expect(stage.screen.contains("0 Inspector #3"))
    }

    @Test func cancellationIsLinkedToItsCall() {
        let stage = toolFrames().press("Esc 0")
        #expect(stage.screen.contains("takes back #5 book_ride (c2), 100 ms after the call"))
        stage.press("Enter")
        #expect(stage.screen.contains("book_ride (c2) taken back by #6"))
    }

    @Test func callOfAnotherSessionIsNoLink() {
        let stage = toolFrames().send(.sessionOpened(.embedded, at: .seconds(9)))
        let answer = FunctionResponse(id: "c1", name: "get_weather")
        stage.play(
            .up(1, LiveClientMessage(toolResponse: ToolResponse(functionResponses: [answer])))
        )
        #expect(stage.press("Esc 0").screen.contains("a call not seen here"))
    }

    @Test func unknownFieldsAreNamed() throws {
        let message = try MessageCodec().decodeServer(Array(#"{"brandNew":{"a":1}}"#.utf8))
        let stage = Stage(size).play(.down(1, message)).press("Esc 0")
        #expect(stage.screen.contains("unknown field brandNew"))
    }

    @Test func turnIsTheOneTheFrameBelongsTo() {
        let stage = Stage(size).connected().firstTurn().secondReply()
        let turns = stage.state.live.frames.entries.map { ($0.number, $0.turn) }
        #expect(turns.map(\.0) == Array(1...9))
        #expect(turns.map(\.1) == [0, 0, 1, 1, 1, 1, 1, 2, 2])
    }

    // MARK: - JSON

    @Test func treeFoldsAndUnfolds() {
        let stage = toolFrames().press("Esc 3 k k k Enter ]")
        #expect(stage.screen.contains("city: \"Oslo\""))
        stage.press("j j j j j j j")
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("city: \"Oslo\"") })
        stage.press("h")
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("▾ args: {1}") })
        stage.press("h")
        #expect(!stage.screen.contains("city"))
        #expect(stage.screen.contains("▸ args: {1}"))
        stage.press("Enter")
        #expect(stage.screen.contains("city: \"Oslo\""))
        stage.press("h l l")
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("city") })
    }

    @Test func longTextUnfoldsIntoLines() {
        let text = (1...60).map { "word\($0)" }.joined(separator: " ")
        let content = ServerContent(modelTurn: Content(text, role: "model"))
        let stage = Stage(size).play(.down(1, LiveServerMessage(serverContent: content)))
        stage.press("Esc 0 ]")
        #expect(!stage.screen.contains("word60"))
        #expect(stage.screen.contains("▸ text: \"word1 word2"))
        stage.press("j j j j j j l")
        #expect(stage.screen.contains("word60"))
        #expect(stage.screen.contains("▾ text: 410 characters"))
    }

    @Test func base64IsShortenedWithItsDecodedSize() {
        let stage = Stage(size).play(sound(1, samples: Array(repeating: 1000, count: 4800)))
        stage.press("Esc 0 ]")
        #expect(stage.screen.contains("base64, 9 600 B"))
        #expect(stage.screen.contains("mimeType: \"audio/pcm;rate=24000\""))
    }

    @Test func textOfThePeerIsMadeFitForTheTerminal() {
        let payload = Array("{\"a\\u001b[2J\": \"\u{202E}x\\u0007\"}".utf8)
        let frame = WireFrame(
            number: 1,
            direction: .serverToClient,
            opcode: .text,
            payload: payload,
            meaning: .undecodable("unknown")
        )
        let stage = Stage(size).play(.frame(frame)).press("Esc 0")
        for _ in 1...6 {
            stage.press("]")
            let scalars = stage.screen.unicodeScalars
            #expect(scalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
        }
    }

    @Test(arguments: [
        ("{\"a\":", "Not shown as JSON"), ("", "Not shown as JSON"),
        (String(repeating: "[", count: 100), "Not shown as JSON"),
    ])
    func whatIsNoJSONSaysSo(payload: String, words: String) {
        let frame = WireFrame(
            number: 1,
            direction: .serverToClient,
            opcode: .text,
            payload: Array(payload.utf8),
            meaning: .undecodable("not JSON")
        )
        #expect(Stage(size).play(.frame(frame)).press("Esc 0 ]").screen.contains(words))
    }

    @Test func payloadThatWasLetGoOfSaysSo() {
        var limits = ConsoleConfiguration.Limits()
        limits.framePayloadBytes = 150
        let stage = Stage(size, limits: limits)
        for number in 1...20 {
            let content = ClientContent(turns: [Content("number \(number)")])
            stage.play(.up(number, LiveClientMessage(clientContent: content)))
        }
        stage.press("Esc 3 g Enter")
        #expect(stage.screen.contains("let go of: newer frames take its room"))
        for _ in 1...3 {
            stage.press("]")
            #expect(stage.screen.contains("was let go of"))
        }
    }

    // MARK: - Bytes

    @Test func hexShowsOffsetsBytesAndText() {
        let stage = Stage(size).connected().press("Esc 0 ] ] ]")
        #expect(stage.screen.contains("00000000  7b 22 73 65 74 75 70 43"))
        #expect(stage.screen.contains("  {\"setupComplete\""))
    }

    @Test func hexSaysWhatIsMissingAndGoesOnBehindIt() {
        let stage = Stage(size).play(sound(1, samples: Array(repeating: 1000, count: 4800)))
        let payload = stage.state.live.frames.entries.last?.payload
        #expect(payload?.missing == 12_800 - 52)
        stage.press("Esc 0 ] ] ]")
        #expect(stage.screen.contains("12 748 bytes not kept"))
        stage.press("[")
        #expect(stage.screen.contains("12 748 bytes of base64 not kept"))
    }

    @Test func rawKeepsEveryCharacter() {
        let text = String(repeating: "明日のベルゲンは雨です 🌧 ", count: 30)
        let payload = Array("{\"a\":\"\(text)\"}".utf8)
        let frame = WireFrame(
            number: 1,
            direction: .serverToClient,
            opcode: .text,
            payload: payload,
            meaning: .undecodable("unknown")
        )
        let stage = Stage(size).play(.frame(frame)).press("Esc 0 ] ]")
        let rows = stage.rows.filter { $0.hasPrefix("│") }.dropFirst()
        let shown = rows.map { $0.dropFirst().prefix { $0 != "│" } }.joined()
        let letters = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(letters(shown) == letters(String(decoding: payload, as: UTF8.self)))
    }

    // MARK: - Sound

    @Test func soundHasFiguresAndAShape() throws {
        let half = (0..<2400).map { Int16($0.isMultiple(of: 2) ? 16_384 : -16_384) }
        let stage = Stage(size).play(sound(1, samples: half + Array(repeating: 0, count: 2400)))
        let kept = try #require(stage.state.live.frames.entries.last?.sound.first)
        #expect(kept.duration == .milliseconds(200))
        #expect(abs(kept.peakDBFS + 6.02) < 0.01)
        #expect(abs(kept.rmsDBFS + 9.03) < 0.01)
        #expect(kept.shape.prefix(32).allSatisfy { $0 == 128 })
        #expect(kept.shape.suffix(32).allSatisfy { $0 == 0 })
        stage.press("Esc 0 [ [ [")
        for words in ["0.20 s", "24 000 Hz", "4 800", "-9.0 dBFS", "-6.0 dBFS"] {
            #expect(stage.screen.contains(words))
        }
        #expect(stage.screen.contains("████"))
    }

    @Test func silenceAndOddPiecesAreMeasuredToo() {
        let stage = Stage(size)
        for data in [[], [7], [0, 0], [0, 0x80, 1]] as [[UInt8]] {
            let audio = Blob(mimeType: "audio/pcm", data: data)
            let input = RealtimeInput(audio: audio)
            stage.press("Esc 3").play(.up(1, LiveClientMessage(realtimeInput: input)))
        }
        stage.press("S 0 [ [ [")
        #expect(stage.screen.contains("the type says no rate"))
        #expect(stage.screen.contains("0.0 dBFS"))
    }
}
