// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct TurnsTests {
    private func row(_ turn: Int, _ stage: Stage) -> String {
        let number = turn < 10 ? "  \(turn)" : " \(turn)"
        return stage.rows.first { row in
            row.hasPrefix("│\(number) ") || row.hasPrefix("│▶\(number.dropFirst()) ")
        } ?? "no row \(turn)"
    }

    private func stage(_ size: Size = Size(width: 120, height: 40)) -> Stage {
        Stage(size, preset: .latency, hasSound: true).connected().press("Esc 6")
    }

    @Test func everyTurnHasARowWithItsLatencyAndVerdict() {
        let stage = stage().spokenTurn(1, server: .milliseconds(300))
        #expect(row(1, stage).contains("~800 ms"))
        #expect(row(1, stage).contains("✓ ok") || row(1, stage).contains("⚠ slow"))
        #expect(stage.screen.contains("p50"))
        #expect(stage.rows[0].contains("p95"))
    }

    @Test func aSlowTurnNamesItsSlowestPart() {
        let stage = stage().spokenTurn(1, server: .seconds(3))
        #expect(row(1, stage).contains("⚠ slow: server"))
        #expect(row(1, stage).contains("→"), "longer than the bar shows")
        stage.press("-")
        #expect(!row(1, stage).contains("→"))
        #expect(stage.screen.contains("0 to 5.00 s"))
    }

    @Test func zoomEndsAreTold() {
        let stage = stage().spokenTurn(1).press("= = = =")
        #expect(stage.rows[39].contains("250 ms is the least"))
    }

    @Test func theTurnThatWaitsShowsForHowLong() {
        let stage = stage().play(.said("hi")).wait(.seconds(3))
        #expect(row(1, stage).contains("… waits 3 s"))
    }

    @Test func faultsAreShownAndCounted() {
        let stage = stage().play(.said("hi"), .model("We")).wait(.seconds(6))
        #expect(row(1, stage).contains("✗ stalled"))
        #expect(stage.screen.contains("stalls 1 · silent 0"))
        stage.play(.turnEnded(TurnEnd(), turn: 1))
        stage.play(.said("ho", turn: 2), .turnEnded(TurnEnd(reason: "OTHER"), turn: 2))
        #expect(row(2, stage).contains("✗ silent, OTHER"))
    }

    @Test func selectionMovesAndEnterShowsTheMoments() {
        let stage = stage()
        for turn in 1...3 { stage.spokenTurn(turn).wait(.seconds(2)) }
        stage.press("k k")
        #expect(row(1, stage).contains("▶"))
        stage.press("Enter")
        #expect(stage.screen.contains("turn 1"))
        #expect(stage.screen.contains("last voiced sample"))
        #expect(stage.screen.contains("first heard (device)"))
        #expect(stage.screen.contains("heard 1.00 s of 1.00 s"))
        stage.press("j")
        #expect(stage.screen.contains("turn 2"))
        stage.press("Esc")
        #expect(!stage.screen.contains("last voiced sample"))
    }

    @Test func theListFollowsTheLatestTurn() {
        let stage = stage()
        for turn in 1...40 { stage.spokenTurn(turn).wait(.seconds(1)) }
        #expect(row(40, stage) != "no row 40")
        stage.press("g")
        #expect(row(1, stage).contains("▶"))
        stage.press("G")
        #expect(row(40, stage) != "no row 40")
        #expect(row(1, stage) == "no row 1")
    }

    @Test func newSessionCountsAfresh() {
        let stage = stage().spokenTurn(1)
        stage.send(.sessionOpened(.embedded, at: stage.state.now))
        #expect(stage.screen.contains("Every turn gets a bar here"))
    }

    @Test func noPaneIsTooSmall() {
        for width in stride(from: 1, through: 130, by: 7) {
            for height in stride(from: 1, through: 42, by: 3) {
                let stage = stage(Size(width: width, height: height)).spokenTurn(1)
                _ = stage.screen
                stage.press("Enter")
                _ = stage.screen
            }
        }
    }
}
