// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct ScrollingTests {
    @discardableResult
    private func chat(_ count: Int, on stage: Stage = Stage()) -> Stage {
        for turn in 1...count { stage.play(.said("message \(turn).", turn: turn)) }
        return stage
    }

    private func content(_ stage: Stage) -> [String] {
        Array(stage.rows[2..<20])
    }

    @Test func transcriptFollowsWhatArrives() {
        let stage = chat(100)
        #expect(stage.screen.contains("message 100."))
        #expect(!stage.screen.contains("message 50."))
    }

    @Test func scrolledTranscriptStaysPutWhileTextArrives() {
        let stage = chat(100).press("Esc PgUp")
        let before = content(stage)
        chat(5, on: stage)
        stage.play(.model("a new reply"))
        #expect(content(stage) == before)
        #expect(stage.screen.contains("↑ F follows"))
        stage.press("F")
        #expect(stage.screen.contains("a new reply"))
    }

    @Test func pageUpAndDownAreInverse() {
        let stage = chat(100).press("Esc PgUp PgUp")
        let before = content(stage)
        stage.press("PgUp PgDn")
        #expect(content(stage) == before)
    }

    @Test func topAndBottomReachTheEnds() {
        let stage = chat(100).press("Esc g")
        #expect(stage.rows[2].contains("message 1."))
        stage.press("k PgUp")
        #expect(stage.rows[2].contains("message 1."))
        stage.press("G")
        #expect(stage.screen.contains("message 100."))
        #expect(stage.state.live.transcript.isFollowing == true)
    }

    @Test func scrollingDownToTheEndFollowsAgain() {
        let stage = chat(100).press("Esc k k k j j j")
        #expect(stage.state.live.transcript.isFollowing == true)
    }

    @Test func scrolledTranscriptSurvivesAnyResize() {
        let stage = chat(60).press("Esc PgUp PgUp")
        for width in [1, 2, 20, 40, 79, 80, 119, 120, 200] {
            stage.resize(Size(width: width, height: max(width / 4, 1)))
            _ = stage.screen
        }
        stage.resize(Size(width: 80, height: 24))
        #expect(stage.screen.contains("message"))
    }

    @Test func frameListScrollsBySelection() {
        let stage = Stage().press("Esc 3")
        for number in 1...50 { stage.play(.up(number, .init())) }
        #expect(stage.screen.contains("\n│   50"))
        stage.press("k k")
        #expect(stage.rows.contains { $0.hasPrefix("│▶  48") })
        let before = content(stage)
        stage.play(.up(51, .init()))
        #expect(content(stage) == before)
        stage.press("g")
        #expect(stage.rows.contains { $0.hasPrefix("│▶   1") })
        stage.press("G")
        #expect(stage.screen.contains("\n│   51"))
    }

    @Test func frozenPanesDoNotChangeAndTheBacklogIsCounted() {
        let stage = chat(3).press("Esc u")
        let before = content(stage)
        stage.play(.model("hidden for now"), .up(1, .init()), .up(2, .init()))
        #expect(content(stage) == before)
        #expect(stage.rows[0].contains("FROZEN +2"))
        stage.press("u")
        #expect(stage.screen.contains("hidden for now"))
        #expect(!stage.rows[0].contains("FROZEN"))
    }
}
