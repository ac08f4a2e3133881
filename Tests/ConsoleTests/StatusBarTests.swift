// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct StatusBarTests {
    @Test(arguments: [20, 24, 40, 80, 120, 200])
    func routeIsAlwaysVisible(width: Int) {
        let stage = Stage(Size(width: width, height: 24)).connected().firstTurn()
        #expect(stage.rows[0].contains("embedded"))
    }

    @Test func phasesAreToldByGlyphAndWord() {
        let stage = Stage()
        #expect(stage.rows[0].hasPrefix(" · IDLE"))
        stage.play(.phase(.connecting(attempt: 1)))
        #expect(stage.rows[0].hasPrefix(" … CONNECTING"))
        stage.play(.phase(.ready))
        #expect(stage.rows[0].hasPrefix(" ● LIVE"))
        stage.play(.phase(.reconnecting(attempt: 1, reason: "lost")))
        #expect(stage.rows[0].hasPrefix(" ⚠ RECONNECTING"))
        stage.play(.phase(.ended(.connectionLost("gone"))))
        #expect(stage.rows[0].hasPrefix(" ✗ ENDED"))
    }

    @Test func normalEndIsNoProblem() {
        let stage = Stage().connected().play(.phase(.ended(.closedByUser)))
        #expect(stage.rows[0].hasPrefix(" · ENDED"))
        #expect(!stage.rows[0].contains("⚠"))
    }

    @Test func newSessionCountsItsTurnsAndTimeAfresh() {
        let stage = Stage().connected().firstTurn().loss()
        let terms = SessionProfile.embedded.terms
        let other = SessionProfile(route: "gemini", model: "gemini-3.8-live", terms: terms)
        stage.wait(.seconds(60)).send(.sessionOpened(other, at: stage.state.now))
        stage.send(.session(SessionEvent(offset: .zero, kind: .phase(.ready))))
        stage.send(.tick(now: stage.state.now + .seconds(7)))
        let status = stage.rows[0]
        #expect(status.contains("gemini │ gemini-3.8-live"))
        #expect(status.contains("00:07/15:00"))
        #expect(!status.contains("turn"))
        #expect(status.contains("⚠ 1"))
    }

    @Test func noScreenIsTooSmall() {
        for width in 0...24 {
            for height in 0...8 {
                let stage = Stage(Size(width: width, height: height)).connected().firstTurn()
                _ = stage.screen
                stage.press("F1")
                _ = stage.screen
                stage.press("Esc Esc q")
                _ = stage.screen
            }
        }
    }
}
