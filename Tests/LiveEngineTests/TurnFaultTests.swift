// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// What the books find in the silence of a server.
@Suite struct TurnFaultTests {
    private var ledger = Ledger(
        SessionTerms(
            patience: TurnPatience(
                slowReply: .seconds(1),
                stall: .seconds(5),
                turnComplete: .seconds(3),
                answer: .seconds(10)
            )
        )
    )

    // MARK: Stall

    @Test mutating func aReplyThatStopsComingStallsOnce() {
        ledger.at(0, .typed(1))
        ledger.at(1, .text(1))
        ledger.wait(until: 5.9)
        #expect(ledger.faults == [])
        #expect(ledger.books.nextDeadline == .seconds(6))
        ledger.wait(until: 6)
        ledger.wait(until: 60)
        #expect(ledger.faults == [.stall])
        #expect(ledger.verdict(1) == .fault(.stall))
        #expect(ledger.books.nextDeadline == nil)
    }

    @Test mutating func aReplyThatGoesOnAfterAStallCanStallAgain() {
        ledger.at(0, .typed(1), .text(1))
        ledger.at(7, .text(1))
        ledger.wait(until: 12)
        #expect(ledger.faults == [.stall, .stall])
        #expect(ledger.books.turns[1]?.faults.map(\.at) == [.seconds(5), .seconds(12)])
    }

    /// A log is the same whether or not somebody looked at the clock while it was written.
    @Test mutating func aStallIsFoundInTheLogAlone() {
        ledger.at(0, .typed(1), .text(1))
        ledger.at(9, .generationComplete(turn: 1), .turnEnded(TurnEnd(), turn: 1))
        #expect(ledger.books.turns[1]?.faults.map(\.kind) == [.stall])
        #expect(ledger.books.turns.faultCounts == [.stall: 1])
    }

    @Test mutating func waitingForOurFunctionsIsNoStall() {
        ledger.at(0, .typed(1))
        ledger.at(1, .toolCall([FunctionCall(id: "1", name: "f")], turn: 1))
        ledger.wait(until: 30)
        #expect(ledger.faults == [])
        ledger.at(31, .up(LiveClientMessage(toolResponse: ToolResponse())))
        #expect(ledger.books.turns[1]?.toolWait == .seconds(30))
        ledger.wait(until: 36)
        #expect(ledger.faults == [.stall])
    }

    @Test mutating func aReplyThatWaitsForOurFunctionsIsNotOver() {
        ledger.at(0, .typed(1))
        ledger.at(1, .toolCall([FunctionCall(id: "1", name: "f")], turn: 1))
        ledger.at(1, .generationComplete(turn: 1))
        ledger.wait(until: 30)
        #expect(ledger.faults == [])
        ledger.at(31, .up(LiveClientMessage(toolResponse: ToolResponse())))
        ledger.at(32, .text(1), .generationComplete(turn: 1))
        ledger.wait(until: 35)
        #expect(ledger.faults == [.noTurnComplete])
    }

    // MARK: The end of the turn

    @Test mutating func turnCompleteIsAwaitedAsLongAsTheReplySounds() {
        ledger.at(0, .typed(1))
        ledger.at(1, .sound(1, seconds: 20), .generationComplete(turn: 1))
        ledger.wait(until: 23.9)
        #expect(ledger.faults == [])
        ledger.wait(until: 24)
        ledger.wait(until: 90)
        #expect(ledger.faults == [.noTurnComplete])
    }

    @Test mutating func aTextHasItsTurnCompleteAtOnce() {
        ledger.at(0, .typed(1), .text(1), .generationComplete(turn: 1))
        ledger.wait(until: 3)
        #expect(ledger.faults == [.noTurnComplete])
    }

    @Test mutating func anInterruptionHasItsTurnCompleteToo() {
        ledger.at(0, .typed(1), .sound(1, seconds: 20))
        ledger.at(2, .interrupted(turn: 1))
        ledger.at(2.5, .sound(1))
        ledger.wait(until: 5)
        #expect(ledger.faults == [.noTurnComplete])
        #expect(ledger.books.turns.interruptions == 1)
    }

    @Test mutating func transcriptsWithoutAReplyHaveNoTurnToComplete() {
        ledger.at(0, .inputTranscript(Transcription(text: "hm"), turn: 1))
        ledger.at(1, .generationComplete(turn: 1))
        ledger.wait(until: 60)
        #expect(ledger.faults == [])
    }

    // MARK: Silent turns

    @Test mutating func aTurnWithoutContentIsSilentAndKeepsTheServersReasons() {
        let end = TurnEnd(reason: "RESPONSE_REJECTED", isWaitingForInput: true)
        ledger.at(0, .typed(1))
        ledger.at(1, .turnEnded(end, turn: 1))
        #expect(ledger.faults == [.silentTurn])
        #expect(ledger.books.turns[1]?.end == end)
        #expect(
            ledger.findings.map(\.notice.text) == [
                "Turn 1 ended without a reply: RESPONSE_REJECTED, the server waits for more input."
            ]
        )
    }

    @Test mutating func thoughtsAreNoReply() {
        ledger.at(0, .typed(1), .modelText("hm", turn: 1, isThought: true))
        ledger.at(1, .turnEnded(TurnEnd(), turn: 1))
        #expect(ledger.faults == [.silentTurn])
    }

    @Test mutating func aTurnThatWasCutBeforeItBeganIsNotSilent() {
        ledger.at(0, .typed(1))
        ledger.at(1, .interrupted(turn: 1), .turnEnded(TurnEnd(wasInterrupted: true), turn: 1))
        #expect(ledger.faults == [])
    }

    // MARK: No answer

    @Test mutating func textThatNothingAnswersIsReportedOnce() {
        ledger.at(1, .typed(1))
        ledger.wait(until: 11)
        ledger.wait(until: 60)
        #expect(ledger.faults == [.noAnswer])
        #expect(ledger.verdict(1) == .fault(.noAnswer))
    }

    @Test mutating func speechThatNothingAnswersIsKeptForTheTurnThatComes() {
        ledger.at(0, .voice(.speech(isActive: true)))
        ledger.at(3, .voice(.speech(isActive: false, ago: .milliseconds(800))))
        #expect(ledger.books.turns.unanswered?.inputEnded == .milliseconds(2_200))
        ledger.wait(until: 13)
        #expect(ledger.faults == [.noAnswer])
        ledger.at(14, .sound(1))
        #expect(ledger.books.turns[1]?.faults.map(\.kind) == [.noAnswer])
        #expect(ledger.books.turns.unanswered == nil)
    }

    @Test mutating func speakingOnPutsTheAnswerOff() {
        ledger.at(0, .voice(.speech(isActive: true)))
        ledger.at(3, .voice(.speech(isActive: false)))
        ledger.at(9, .voice(.speech(isActive: true)))
        ledger.at(12, .voice(.speech(isActive: false)))
        ledger.wait(until: 21.9)
        #expect(ledger.faults == [])
        ledger.wait(until: 22)
        #expect(ledger.faults == [.noAnswer])
    }

    @Test mutating func wordsIntoARunningReplyNeedNoAnswer() {
        ledger.at(0, .typed(1), .sound(1))
        ledger.at(1, .voice(.speech(isActive: true)))
        ledger.at(2, .voice(.speech(isActive: false)))
        for second in 3..<30 { ledger.at(Double(second), .sound(1)) }
        #expect(ledger.faults == [])
    }

    @Test mutating func theAnswerIsAwaitedFromTheEndOfTheReplyBefore() {
        ledger.at(0, .typed(1), .text(1))
        ledger.at(1, .typed(2))
        for second in 2..<12 { ledger.at(Double(second), .text(1)) }
        ledger.at(12, .turnEnded(TurnEnd(), turn: 1))
        ledger.wait(until: 21.9)
        #expect(ledger.faults == [])
        ledger.wait(until: 22)
        #expect(ledger.faults == [.noAnswer])
    }

    @Test mutating func aLostConnectionEndsAllWaiting() {
        ledger.at(0, .typed(1), .text(1))
        ledger.at(1, .phase(.reconnecting(attempt: 1, reason: "lost")))
        ledger.wait(until: 60)
        #expect(ledger.faults == [])
        #expect(ledger.books.nextDeadline == nil)
    }
}
