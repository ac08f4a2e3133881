// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct SearchTests {
    private func chat(_ stage: Stage = Stage()) -> Stage {
        for turn in 1...60 {
            stage.play(
                .said(turn.isMultiple(of: 20) ? "Rain number \(turn)." : "sun \(turn).", turn: turn)
            )
        }
        return stage
    }

    @Test func searchGoesToTheLastMatchAndCountsAll() {
        let stage = chat().press("Esc /").type("rain")
        #expect(stage.rows[22] == " /  rain")
        #expect(stage.rows[1].contains("3/3 /rain"))
        #expect(stage.screen.contains("Rain number 60."))
        stage.press("Enter N")
        #expect(stage.rows[1].contains("2/3 /rain"))
        #expect(stage.screen.contains("Rain number 40."))
        stage.press("n n")
        #expect(stage.screen.contains("Rain number 20."))
        #expect(stage.rows[23].contains("on from the top"))
    }

    @Test(arguments: [ColorDepth.trueColor, .mono])
    func matchesAreSetOff(depth: ColorDepth) throws {
        let stage = chat(Stage(depth: depth)).press("Esc /").type("RAIN").press("Enter")
        let y = try #require(stage.rows.firstIndex { $0.contains("Rain number 60.") })
        let x = try #require(stage.rows[y].split(separator: "Rain").first?.count)
        let match = stage.state.theme.resolved(for: depth).overlay(.match)
        #expect(match != .plain)
        let plain = stage.cells[x + 5, y].style
        #expect(stage.cells[x, y].style == plain.patched(by: match))
        #expect(stage.cells[x + 3, y].style != plain)
        stage.press("Esc")
        #expect(stage.cells[x, y].style == plain)
    }

    @Test func whatArrivesIsCountedAsItComes() {
        let stage = chat().press("Esc /").type("rain").press("Enter")
        stage.play(.model("more ra", turn: 61))
        #expect(stage.rows[1].contains("/3 /rain"))
        stage.play(.model("in to come", turn: 61))
        #expect(stage.rows[1].contains("/4 /rain"))
    }

    @Test func leavingASearchGoesBackToWhereItBegan() {
        let stage = chat().press("Esc g /").type("number 60")
        #expect(stage.screen.contains("Rain number 60."))
        stage.press("Esc")
        #expect(stage.rows[2].contains("sun 1."))
        stage.press("G /").type("number 20").press("Esc")
        #expect(stage.state.live.transcript.isFollowing == true)
        #expect(stage.state.search == nil)
    }

    @Test func framesToolsAndTurnsAreSearchedToo() {
        let size = Size(width: 120, height: 40)
        let stage = Stage(size).press("Esc 3")
        for number in 1...50 {
            let name = number == 7 ? "book_ride" : "get_weather"
            let call = FunctionCall(id: "c\(number)", name: name)
            stage.play(
                .said("hi", turn: number),
                .down(number, LiveServerMessage(toolCall: ToolCall(functionCalls: [call]))),
                .toolCall([call], turn: number),
                .tool(ToolEvent(id: "c\(number)", name: name, state: .running)),
                .turnEnded(TurnEnd(reason: number == 9 ? "STOPPED_SHORT" : nil), turn: number)
            )
        }
        stage.press("/").type("book_").press("Enter")
        #expect(stage.screen.contains("1/1 /book_"))
        #expect(stage.rows.contains { $0.contains("▶   7") })
        stage.press("4 n")
        #expect(stage.screen.contains("1/1 /book_"))
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("book_ride") })
        stage.press("6 /").type("short").press("Enter")
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("STOPPED_SHORT") })
    }

    @Test func panesWithoutTextSaySo() {
        let stage = Stage().press("Esc 7 /")
        #expect(stage.rows[23].contains("Lanes has no text to look through"))
        stage.press("1 n")
        #expect(stage.rows[23].contains("look for something first"))
        stage.press("/").type("nowhere").press("Enter")
        #expect(stage.rows[23].contains("nothing in Transcript says nowhere"))
    }

    @Test func nothingIsMissedAmongTwentyThousandFrames() {
        let stage = Stage(Size(width: 120, height: 40)).press("Esc 3")
        for number in 1...21_000 {
            let text = number.isMultiple(of: 1_000) ? "needle \(number)" : "hay \(number)"
            let message = ServerContent(outputTranscription: Transcription(text: text))
            stage.play(.down(number, LiveServerMessage(serverContent: message)))
        }
        stage.press("/").type("NEEDLE").press("Enter")
        #expect(stage.screen.contains("20/20 /NEEDLE"))
        stage.press("f").type("needle").press("Enter")
        #expect(stage.screen.contains("f: needle (20)"))
        stage.press("N")
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("needle 20000") })
    }

    @Test func searchSurvivesAnyKeyAndSize() {
        for size in [
            Size(width: 1, height: 1), Size(width: 20, height: 5), Size(width: 80, height: 24),
        ] {
            let stage = chat(Stage(size)).press("Esc /").type("é rain🙂").press(
                "Backspace Enter n N"
            )
            stage.press("3 / f Esc Esc f").type("x").press("Enter u n u n")
            _ = stage.screen
        }
    }

    @Test(arguments: [
        ("Été", "un ÉTÉ chaud", true), ("rain", "RaIn", true), ("x", "", false), ("", "x", false),
    ])
    func caseDoesNotMatter(query: String, text: String, isFound: Bool) {
        #expect(TextQuery(query).matches(text) == isFound)
    }
}
