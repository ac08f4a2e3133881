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
        #expect(row("burn", stage).contains("+90 last turn"))
    }

    @Test func thoughtsCachedAndToolsShowWhenPresent() {
        let usage = UsageMetadata(
            cachedContentTokenCount: 7,
            toolUsePromptTokenCount: 9,
            thoughtsTokenCount: 8,
            totalTokenCount: 50
        )
        let stage = Stage().press("Esc 5").connected().play(.usage(usage, turn: 1))
        #expect(row("in", stage).contains("tools 9  cached 7"))
        #expect(row("out", stage).contains("thoughts 8"))
    }

    private func priced(cap: Double? = nil) -> Stage {
        var profile = SessionProfile.embedded
        profile.route = "gemini"
        profile.terms.costCap = cap
        profile.terms.tariff = .prices(
            PriceTable(
                date: "2026-09-18",
                input: PriceTable.Rates(audio: 3),
                output: PriceTable.Rates(audio: 12)
            )
        )
        return Stage(profile: profile).press("Esc 5").connected()
    }

    private func spoken(_ input: Int, _ output: Int) -> UsageMetadata {
        UsageMetadata(
            promptTokenCount: input,
            responseTokenCount: output,
            totalTokenCount: input + output,
            promptTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: input)],
            responseTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: output)]
        )
    }

    @Test func costRateAndGrowthAreShown() {
        let stage = priced().play(.usage(spoken(1_000, 500), turn: 1))
        #expect(row("cost", stage).contains("$0.0090 · this turn $0.0090"))
        stage.wait(.seconds(30)).play(.usage(spoken(2_000, 500), turn: 2))
        #expect(row("cost", stage).contains("$0.0210"))
        #expect(row("cost", stage).contains("/h"))
        #expect(row("burn", stage).contains("+1 000 last turn"))
        #expect(row("burn", stage).contains("full in 15 min"))
        #expect(stage.rows[1].contains("prices 2026-09-18"))
        #expect(stage.rows[0].contains("$0.0210"))
    }

    @Test func anAmountWithoutAllPricesIsALeastOne() {
        let usage = UsageMetadata(promptTokenCount: 9, totalTokenCount: 9)
        let stage = priced().play(.usage(usage, turn: 1))
        #expect(row("cost", stage).contains(">$0.0000"))
    }

    @Test func unknownPricesAreSaidToBe() {
        let profile = SessionProfile(route: "gemini", model: "m")
        let stage = Stage(profile: profile).press("Esc 5").connected()
        #expect(row("cost", stage).contains("unknown"))
        #expect(row("context", stage).contains("0 / ?"))
        #expect(row("session", stage).contains("no limit"))
    }

    @Test func alarmsAreListedWithTheirGlyph() {
        let stage = priced(cap: 0.01).play(.usage(spoken(3_000, 0), turn: 1))
        #expect(row("cost", stage).contains("$0.0090 of $0.0100 !"))
        #expect(stage.rows.contains { $0.contains("⚠ cost 90 %") })
        stage.resize(Size(width: 120, height: 40))
        #expect(stage.screen.contains("5 Budget ⚠ 1"))
    }

    @Test func theHandleShowsItsAge() {
        let update = SessionResumptionUpdate(newHandle: "h", resumable: true)
        let stage = Stage().press("Esc 5").connected().play(.resumption(update))
        stage.wait(.seconds(18))
        #expect(row("resume", stage).contains("handle 18 s old"))
    }

    @Test func nothingIsDrawnForWhatDoesNotShow() {
        let stage = Stage().press("Esc 5").connected()
        let before = stage.state.revision
        stage.send(.tick(now: stage.clock + .milliseconds(100)))
        #expect(stage.state.revision == before)
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
