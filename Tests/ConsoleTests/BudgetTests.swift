// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct BudgetTests {
    private func row(_ label: String, _ stage: Stage) -> String {
        stage.rows.first { $0.contains("│\(label)") } ?? "no row \(label)"
    }

    @Test func clocksStartWithTheSession() {
        let stage = Stage().press("Esc 5")
        #expect(row("session", stage).contains("not started"))
        stage.connected().wait(.seconds(161))
        #expect(row("session", stage).contains("02:41 / 15:00"))
        #expect(row("conn", stage).contains("02:41 / ~10:00"))
    }

    @Test func goAwayCorrectsTheConnectionClock() {
        let stage = Stage().press("Esc 5").connected().wait(.seconds(480))
        stage.play(.goAway(timeLeft: .seconds(60)))
        #expect(row("conn", stage).contains("08:00 / 09:00 !"))
    }

    @Test func videoShortensTheSession() {
        let picture = Blob(mimeType: "image/jpeg", data: [1])
        let stage = Stage().press("Esc 5").connected()
        stage.play(.up(3, LiveClientMessage(realtimeInput: RealtimeInput(video: picture))))
        #expect(row("session", stage).contains("/ 02:00"))
    }

    @Test func clocksStopWithTheSession() {
        let stage = Stage().press("Esc 5").connected().wait(.seconds(30)).loss()
        let before = row("session", stage)
        stage.wait(.seconds(100))
        #expect(row("session", stage) == before)
    }

    @Test func usageIsASnapshotAndNeverASum() {
        func usage(_ input: Int, _ output: Int) -> UsageMetadata {
            UsageMetadata(
                promptTokenCount: input,
                responseTokenCount: output,
                totalTokenCount: input + output,
                promptTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: input)],
                responseTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: output)]
            )
        }
        let stage = Stage().press("Esc 5").connected()
        stage.play(.usage(usage(100, 5), turn: 1), .usage(usage(100, 50), turn: 1))
        #expect(row("context", stage).contains("150 / 32.8k"))
        stage.play(.usage(usage(200, 40), turn: 2))
        #expect(row("context", stage).contains("240 / 32.8k"))
        #expect(row("in", stage).contains("audio 200"))
        #expect(row("more", stage).contains("last turn +90"))
    }

    @Test func thoughtsCachedAndToolsShowWhenPresent() {
        let usage = UsageMetadata(
            cachedContentTokenCount: 7,
            toolUsePromptTokenCount: 9,
            thoughtsTokenCount: 8,
            totalTokenCount: 50
        )
        let stage = Stage().press("Esc 5").connected().play(.usage(usage, turn: 1))
        #expect(row("more", stage).contains("thoughts 8  cached 7  tools 9"))
    }

    @Test(arguments: [
        ("gemini-3.8-live", "131k"), ("gemini-2.5-flash-native-audio-latest", "131k"),
        ("gemini-2.0-flash-live-001", "32.8k"),
    ])
    func contextLimitFollowsTheModel(model: String, limit: String) {
        let stage = Stage(profile: SessionProfile(route: "gemini", model: model)).press("Esc 5")
        #expect(row("context", stage).contains("0 / \(limit)"))
    }

    @Test func nearLimitsCarryAMarkBesideTheirColour() {
        let stage = Stage().press("Esc 5").connected().wait(.seconds(800))
        #expect(row("session", stage).contains(" !"))
        stage.wait(.seconds(80))
        #expect(row("session", stage).contains(" !!"))
    }

    @Test func newSessionStartsAfresh() {
        let stage = Stage().press("Esc 5").connected().wait(.seconds(100)).loss()
        stage.send(.sessionOpened(.embedded, at: stage.state.now))
        #expect(row("session", stage).contains("not started"))
    }
}
