// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import TestSupport
import Testing

@MainActor
@Suite struct FrameFilterTests {
    private static let rain = LiveServerMessage(
        serverContent: ServerContent(outputTranscription: Transcription(text: "Rain in Oslo"))
    )
    private static let call = LiveServerMessage(
        toolCall: ToolCall(functionCalls: [FunctionCall(name: "book_ride")])
    )
    private static let cancellation = LiveServerMessage(
        toolCallCancellation: ToolCallCancellation(ids: ["c1"])
    )
    private static let text = LiveClientMessage(
        clientContent: ClientContent(turns: [Content(String(repeating: "x", count: 5_000))])
    )
    private static let sound = LiveClientMessage(
        realtimeInput: RealtimeInput(audio: Blob(mimeType: "audio/pcm;rate=16000", data: [0, 0]))
    )

    /// Frames 1 to 6 in two turns; 3 is the microphone's sound.
    private func stage(_ size: Size = Size(width: 120, height: 40)) -> Stage {
        Stage(size).press("Esc 3").play(
            .up(1, Self.text),
            .down(2, Self.rain),
            .outputTranscript(Transcription(text: "R"), turn: 1),
            .up(3, Self.sound),
            .down(4, Self.call),
            .toolCall([FunctionCall(name: "b")], turn: 2),
            .down(5, Self.cancellation),
            .up(6, LiveClientMessage(toolResponse: ToolResponse()))
        )
    }

    private func numbers(_ expression: String) throws -> [Int] {
        let filter = try FrameFilter(parsing: expression)
        let stage = stage().press("S")
        return stage.state.live.frames.entries.filter(filter.passes).map(\.number)
    }

    @Test(arguments: [
        ("", [1, 2, 3, 4, 5, 6]),
        ("type:toolCall", [4]),
        ("type:TOOLCALL*", [4, 5]),
        ("type:outputTranscription", [2]),
        ("dir:c2s", [1, 3, 6]),
        ("dir:s2c !type:toolCall", [2, 5]),
        ("size:>4k", [1]),
        ("size:<=4k dir:up", [3, 6]),
        ("size:4k-1m", [1]),
        ("text:~rain", [2]),
        ("text:\"rain in\"", [2]),
        ("turn:2", [4, 5, 6]),
        ("turn:<2 dir:s2c", [2]),
        ("oslo", [2]),
        ("TRANSCRIPTION rain", [2]),
        ("\"type:toolCall\"", []),
        ("is:sound", [3]),
        ("!is:sound !dir:s2c", [1, 6]),
        ("is:injected", []),
    ])
    func termsAreAnded(expression: String, expected: [Int]) throws {
        #expect(try numbers(expression) == expected)
    }

    @Test(arguments: [
        ("dir:s2c typ:toolCall", 8..<20, "no field typ"),
        ("size:big", 0..<8, "a size is like"),
        ("turn:7-3", 0..<8, "a turn is like"),
        ("dir:left", 0..<8, "c2s or s2c"),
        ("rain type:", 5..<10, "nothing stands behind type:"),
        ("text:\"rain", 5..<10, "not closed"),
        ("!", 0..<1, "a word is missing"),
        ("is:odd", 0..<6, "sound, media, picture, injected"),
        ("size:<0", 0..<7, "nothing is below 0"),
        ("size:99999999999999999999k", 0..<26, "a size is like"),
        ("size:9223372036854775807", 0..<24, "a size is like"),
    ])
    func errorsPointAtTheirWord(expression: String, place: Range<Int>, reason: String) {
        let error = #expect(throws: FilterError.self) { try FrameFilter(parsing: expression) }
        #expect(error?.place == place)
        #expect(error?.reason.contains(reason) == true)
    }

    @Test func noInputCrashesTheParser() throws {
        var randomness = SeededGenerator(seed: 20_260_728)
        let seeds = [
            "type:toolCall dir:s2c size:>4k text:~rain turn:7", "!\"a b\":c is:sound", "size:1-2m",
        ].map(Array.init)
        let alphabet = Array(":!\"~*><=- kKm09atypedir\u{301}\u{202E}é🙂\n")
        for _ in 0..<5_000 {
            var text = seeds.randomElement(using: &randomness) ?? []
            for _ in 0..<Int.random(in: 1...8, using: &randomness) {
                let place = Int.random(in: 0...text.count, using: &randomness)
                if Bool.random(using: &randomness), place < text.count {
                    text.remove(at: place)
                } else {
                    text.insert(alphabet.randomElement(using: &randomness) ?? ":", at: place)
                }
            }
            let expression = String(text)
            do {
                let filter = try FrameFilter(parsing: expression)
                #expect(filter.isEmpty || filter.text == expression)
            } catch {
                #expect(error.place.upperBound <= expression.count, "\(expression)")
                #expect(!error.place.isEmpty, "\(expression)")
            }
        }
    }

    @Test func filterIsTypedShownAndCleared() {
        let stage = stage().press("f").type("type:tool*").press("Enter")
        #expect(stage.screen.contains("f: type:tool* (3) F following"))
        #expect(!stage.screen.contains("Rain in Oslo"))
        #expect(stage.screen.contains("book_ride"))
        stage.play(.down(7, Self.rain), .down(8, Self.call))
        #expect(stage.screen.contains("f: type:tool* (4)"))
        #expect(!stage.rows.contains { $0.hasPrefix("│    7") })
        stage.press("f Ctrl-U Enter")
        #expect(!stage.screen.contains("f: "))
        #expect(stage.screen.contains("Rain in Oslo"))
    }

    @Test func wrongFilterStaysOpenAndIsMarked() throws {
        let stage = stage().press("f").type("dir:s2c typ:x").press("Enter")
        #expect(stage.rows[38] == " f: dir:s2c typ:x")
        #expect(stage.rows[39].contains("no field typ"))
        #expect(stage.cells[12, 38].style.modifiers.contains(.underline))
        #expect(!stage.cells[5, 38].style.modifiers.contains(.underline))
        stage.press("Esc")
        #expect(stage.state.live.frames.filter.isEmpty)
    }

    @Test func aFilterThatNamesSoundListsIt() {
        let stage = stage().press("f").type("is:sound").press("Enter")
        #expect(stage.screen.contains("f: is:sound (1)"))
        #expect(stage.screen.contains("realtimeInput"))
        stage.press("f Ctrl-U Enter")
        #expect(stage.screen.contains("(1 audio hidden)"))
    }

    @Test func nothingThatPassesIsSaid() {
        let stage = stage().press("f").type("type:goAway").press("Enter")
        #expect(stage.screen.contains("No frame passes the filter type:goAway. f changes it."))
        stage.press("k j G g PgUp")
        #expect(stage.screen.contains("No frame passes"))
    }

    @Test func theSelectionWalksOverWhatPasses() {
        let stage = Stage().press("Esc 3")
        for number in 1...60 {
            stage.play(.down(number, number.isMultiple(of: 10) ? Self.call : Self.rain))
        }
        stage.press("f").type("type:toolCall").press("Enter k k")
        #expect(stage.rows.contains { $0.hasPrefix("│▶  40") })
        stage.press("f Ctrl-U Enter")
        #expect(stage.rows.contains { $0.hasPrefix("│▶  40") })
    }

    @Test func passingFramesAreLetGoOfWithTheRing() {
        var limits = ConsoleConfiguration.Limits()
        limits.frames = 50
        let stage = Stage(Size(width: 120, height: 40), limits: limits).press("Esc 3 f")
            .type("type:toolCall").press("Enter")
        for number in 1...5_000 { stage.play(.down(number, Self.call)) }
        #expect(stage.screen.contains("(50) F following"))
        stage.press("g")
        #expect(stage.rows.contains { $0.contains("▶4951") })
    }
}
