// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct CopyTests {
    private let size = Size(width: 120, height: 40)

    private func copied(_ stage: Stage) -> [CopyText] {
        stage.takeEffects().compactMap { if case .copy(let copy) = $0 { copy } else { nil } }
    }

    @Test func frameIsCopiedAsIndentedJSON() {
        let stage = Stage(size).connected().press("Esc 3 y")
        let text = "{\n  \"setupComplete\": {}\n}\n"
        #expect(copied(stage) == [CopyText(what: "frame 2 as JSON", text: text)])
    }

    @Test func inspectorCopiesWhatItsTabShows() {
        let stage = Stage(size).connected().press("Esc 0 y ] y ] y ] y")
        let texts = copied(stage)
        #expect(
            texts.map(\.what) == [
                "frame 2 in words", "frame 2 as JSON", "frame 2", "frame 2 as hex",
            ]
        )
        #expect(texts[0].text.hasPrefix("type     setupComplete\n"))
        #expect(texts[2].text == "{\"setupComplete\":{}}")
        #expect(texts[3].text.hasPrefix("00000000  7b 22 73 65"))
    }

    @Test func soundIsReplacedByItsSize() {
        let stage = Stage(size).wireFrames().press("Esc 3 y")
        let text = copied(stage).first?.text ?? ""
        #expect(text.contains("(6400 characters of base64)"))
        #expect(text.utf8.count < 500)
    }

    @Test func transcriptCopiesTheTurnInView() {
        let stage = Stage(size).connected().firstTurn().secondReply().press("Esc 1 y")
        let copy = copied(stage).first
        #expect(copy?.what == "turn 2")
        #expect(copy?.text.hasPrefix("14:02:05 You: Tell me a long story") == true)
        #expect(copy?.text.contains("Norway") == false)
        stage.press("g y")
        #expect(copied(stage).first?.what == "turn 1")
    }

    @Test func callAndLogLineAreCopied() {
        let stage = Stage(size, profile: .withTools).wireFrames().press("Esc 4 y 8 k y")
        let texts = copied(stage)
        #expect(texts.map(\.what) == ["the call of get_weather", "a line of the log"])
        #expect(texts[0].text.contains("\"sky\": \"rain\""))
        #expect(
            texts[1].text
                == "14:02:01 warning: goAway: the server will close the connection, 52 s left"
        )
    }

    @Test func menuListsWhatThereIsAndCopiesTheChoice() {
        let stage = Stage(size).connected().firstTurn().press("Esc 3 Y")
        #expect(stage.screen.contains("the frame as JSON, indented"))
        #expect(stage.screen.contains("the whole transcript"))
        #expect(!stage.screen.contains("the difference of the marked frames"))
        stage.press("j Enter")
        #expect(copied(stage).map(\.what) == ["frame 7"])
        #expect(stage.state.overlays.isEmpty)
        stage.press("Y Esc")
        #expect(stage.state.overlays.isEmpty)
        #expect(copied(stage).isEmpty)
    }

    @Test func keySaysWhyThereIsNothingToCopy() {
        let stage = Stage(size).press("Esc 3 y")
        #expect(stage.screen.contains("y: nothing to copy here yet"))
        stage.press("5 y")
        #expect(stage.screen.contains("nothing is selected here; Y lists what can be copied"))
        #expect(copied(stage).isEmpty)
    }

    @Test func whereItWentIsToldAndLogged() {
        let text = "copied frame 2, 220 characters: to the terminal (OSC 52)"
        let stage = Stage(size).press("Esc").send(.copied(Notice(.info, text)))
        #expect(stage.rows.last?.contains(text) == true)
        #expect(stage.state.live.log.entries.last?.text == text)
    }

    @Test func hugeTextIsCutAndSaysSo() {
        let copy = CopyText(what: "x", text: String(repeating: "é", count: 3 << 20))
        #expect(copy.text.utf8.count < (4 << 20) + 20)
        #expect(copy.text.hasSuffix("(cut here)\n"))
    }
}
