// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

@Suite struct BudgetBookTests {
    private static let prices = PriceTable(
        date: "2026-09-18",
        input: PriceTable.Rates(text: 1, audio: 3),
        output: PriceTable.Rates(text: 4, audio: 12)
    )
    private var ledger = Ledger(
        SessionTerms(
            contextTokens: 1_000,
            sessionLife: .seconds(900),
            sessionLifeWithVideo: .seconds(120),
            connectionLife: .seconds(600),
            tariff: .prices(prices),
            costCap: 0.01
        )
    )

    private mutating func connect(at seconds: Double = 0, _ setup: SessionEvent.Kind = .setup()) {
        ledger.at(seconds, .phase(.settingUp), setup, .phase(.ready))
    }

    // MARK: Usage

    @Test mutating func reportsOfOneTurnReplaceEachOther() {
        connect()
        ledger.at(1, .used(100, 5, turn: 1), .used(100, 50, turn: 1))
        #expect(ledger.budget.contextTokens == 150)
        let dollars = Double(100 * 3 + 50 * 12) / 1e6
        #expect(abs((ledger.budget.turnCost?.dollars ?? 0) - dollars) < 1e-12)
        #expect(ledger.budget.cost == ledger.budget.turnCost)
    }

    @Test mutating func theBillIsTheSumOverTheTurns() {
        connect()
        var tokens = 0
        for turn in 1...20 {
            ledger.at(
                Double(turn),
                .used(turn * 10, 1, turn: turn),
                .used(turn * 10, 2, turn: turn)
            )
            tokens += turn * 10
        }
        let bill = Double(tokens * 3 + 20 * 2 * 12) / 1e6
        #expect(abs(ledger.budget.cost.dollars - bill) < 1e-12)
        #expect(ledger.budget.contextTokens == 202)
        #expect(ledger.budget.contextChange == 10)
    }

    @Test mutating func aLateReportReplacesThatOfItsTurn() {
        connect()
        ledger.at(1, .used(100, 10, turn: 1), .used(200, 10, turn: 2))
        let before = ledger.budget.cost.dollars
        ledger.at(2, .used(100, 20, turn: 1))
        let more = Double(10 * 12) / 1e6
        #expect(abs(ledger.budget.cost.dollars - before - more) < 1e-12)
    }

    @Test mutating func whatTheDetailsLeaveOutIsBilledAsText() {
        let usage = UsageMetadata(
            promptTokenCount: 515,
            responseTokenCount: 0,
            thoughtsTokenCount: 38,
            promptTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: 15)]
        )
        let dollars = Double(500 + 15 * 3 + 38 * 4) / 1e6
        #expect(abs(Self.prices.cost(of: usage).dollars - dollars) < 1e-12)
    }

    @Test mutating func tokensWithoutAPriceMakeTheAmountALeastOne() {
        let usage = UsageMetadata(
            promptTokenCount: 268,
            promptTokensDetails: [
                ModalityTokenCount(modality: .video, tokenCount: 258),
                ModalityTokenCount(modality: .text, tokenCount: 10),
            ]
        )
        #expect(Self.prices.cost(of: usage) == Cost(dollars: 10 / 1e6, isPartial: true))
    }

    @Test mutating func aPromptThatShrinksIsACompression() {
        connect()
        ledger.at(1, .used(600, 10, turn: 1))
        ledger.at(2, .used(640, 10, turn: 2))
        #expect(ledger.budget.compressions == 0)
        ledger.at(3, .used(300, 10, turn: 3), .used(300, 20, turn: 3))
        #expect(ledger.budget.compressions == 1)
        ledger.at(4, .used(330, 10, turn: 4))
        #expect(ledger.budget.compressions == 1)
    }

    @Test mutating func aFreshSessionIsNoCompressionAndKeepsTheBill() {
        connect()
        ledger.at(1, .used(600, 10, turn: 1))
        let bill = ledger.budget.cost
        ledger.at(2, .phase(.reconnecting(attempt: 1, reason: "handle refused")))
        connect(at: 5)
        #expect(ledger.budget.contextTokens == nil)
        #expect(ledger.budget.session?.elapsed == .zero)
        ledger.at(6, .used(60, 10, turn: 2))
        #expect(ledger.budget.compressions == 0)
        #expect(ledger.budget.cost.dollars > bill.dollars)
    }

    @Test mutating func growthIsMeasuredOverTheLastMinutes() {
        connect()
        ledger.at(10, .used(100, 0, turn: 1))
        #expect(ledger.budget.tokensPerMinute == nil)
        ledger.at(40, .used(300, 0, turn: 2))
        #expect(ledger.budget.tokensPerMinute == 400)
        #expect(ledger.budget.timeToContextEnd == .seconds(105))
        let rate = Double(300 * 3 * 120) / 1e6
        #expect(abs((ledger.budget.dollarsPerHour ?? 0) - rate) < 1e-9)
        ledger.wait(until: 400)
        #expect(ledger.budget.tokensPerMinute == nil)
    }

    // MARK: Clocks

    @Test mutating func goAwayCorrectsTheConnectionsClock() {
        connect()
        ledger.at(15, .goAway(timeLeft: .seconds(5)))
        #expect(ledger.budget.connection?.limit == .seconds(20))
        #expect(ledger.budget.connection?.isLimitKnown == true)
        ledger.at(20, .phase(.reconnecting(attempt: 1, reason: "goAway")))
        connect(at: 21, .setup(handle: "h"))
        #expect(ledger.budget.connection?.limit == .seconds(600))
        #expect(ledger.budget.session?.elapsed == .seconds(21))
    }

    @Test mutating func compressionTakesTheSessionsLimitAway() {
        connect(.setup(compressingAbove: 800))
        #expect(ledger.budget.session?.limit == nil)
        #expect(ledger.budget.compressionTrigger == 800)
    }

    @Test mutating func theFirstPictureLimitsWhatIsLeftOverAllConnections() {
        connect()
        let picture = RealtimeInput(video: Blob(mimeType: "image/jpeg", data: [1]))
        ledger.at(60, .up(LiveClientMessage(realtimeInput: picture)))
        ledger.at(70, .up(LiveClientMessage(realtimeInput: picture)))
        #expect(ledger.budget.session?.limit == .seconds(180))
        connect(at: 100, .setup(handle: "h"))
        #expect(ledger.budget.session?.limit == .seconds(180))
    }

    @Test mutating func aHandleHasAnAge() {
        connect()
        #expect(ledger.budget.handleAge == nil)
        ledger.at(10, .handle("h"))
        ledger.wait(until: 28)
        #expect(ledger.budget.handleAge == .seconds(18))
    }

    // MARK: Alarms

    @Test mutating func everyThresholdOfEveryMeterIsReportedOnce() {
        connect()
        for second in stride(from: 1.0, through: 880, by: 1) { ledger.wait(until: second) }
        #expect(
            ledger.alarms.map(\.meter) == [.connection, .connection, .session, .session]
        )
        #expect(ledger.alarms.map(\.level) == [.high, .critical, .high, .critical])
        #expect(ledger.alarms.first?.timeLeft == .seconds(120))
        #expect(
            ledger.findings.first?.notice.text
                == "The connection's time has reached 80 % of its limit. 2 min left."
        )
    }

    @Test mutating func deadlinesAreThoseOfTheThresholds() {
        connect()
        #expect(ledger.books.nextDeadline == .seconds(480))
        ledger.wait(until: 480)
        #expect(ledger.books.nextDeadline == .seconds(570))
    }

    @Test mutating func aFallingMeterIsReportedAgainWhenItRises() {
        connect()
        ledger.at(1, .used(800, 0, turn: 1))
        ledger.at(2, .used(820, 0, turn: 2))
        ledger.at(3, .used(400, 0, turn: 3))
        ledger.at(4, .used(960, 0, turn: 4))
        let context = ledger.alarms.filter { $0.meter == .context }
        #expect(context.map(\.level) == [.high, .critical])
        #expect(ledger.budget.alarms.map(\.meter).contains(.context))
    }

    @Test mutating func aConnectionThatCanBeReplacedAlarmsNobody() {
        connect()
        ledger.at(1, .handle("h"))
        ledger.wait(until: 599)
        #expect(ledger.alarms.isEmpty)
        #expect(ledger.budget.alarms.map(\.meter) == [.connection])
    }

    @Test mutating func theCapOnCostAlarms() {
        connect()
        ledger.at(1, .used(2_700, 0, turn: 1))
        #expect(ledger.alarms.contains { $0.meter == .cost && $0.level == .high })
    }

    @Test mutating func clocksStandAfterTheEnd() {
        connect()
        ledger.at(30, .phase(.ended(.closedByUser)))
        ledger.wait(until: 5_000)
        #expect(ledger.alarms.isEmpty)
        #expect(ledger.budget.session?.elapsed == .seconds(30))
        #expect(ledger.books.nextDeadline == nil)
    }
}
