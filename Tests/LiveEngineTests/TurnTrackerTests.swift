// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Testing

@Suite struct TurnTrackerTests {
    @Test func contentBelongsToTheInputBeforeIt() {
        var tracker = TurnTracker()
        #expect(tracker.inputSent() == 1)
        #expect(tracker.contentReceived() == 1)
        #expect(tracker.ended().number == 1)
    }

    @Test func contentWithoutInputBeginsATurn() {
        var tracker = TurnTracker()
        #expect(tracker.contentReceived() == 1)
        _ = tracker.ended()
        #expect(tracker.contentReceived() == 2)
    }

    @Test func inputDuringAReplyIsTheNextTurn() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        _ = tracker.contentReceived()
        #expect(tracker.inputSent() == 2)
        #expect(tracker.contentReceived() == 1)
        #expect(tracker.ended().number == 1)
        #expect(tracker.contentReceived() == 2)
    }

    @Test func inputBeforeAnyContentSupersedesTheTurn() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        #expect(tracker.inputSent() == 2)
        #expect(tracker.contentReceived() == 2)
    }

    @Test func aTurnThatNeverGotAReplyDoesNotShiftLaterOnes() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        _ = tracker.contentReceived()
        _ = tracker.inputSent()
        _ = tracker.ended()
        #expect(tracker.inputSent() == 3)
        #expect(tracker.contentReceived() == 3)
        #expect(tracker.ended().number == 3)
    }

    @Test func interruptionIsRememberedUntilTheTurnEnds() {
        var tracker = TurnTracker()
        _ = tracker.contentReceived()
        #expect(tracker.interrupted() == 1)
        #expect(tracker.isInterrupted)
        #expect(tracker.ended().wasInterrupted)
        #expect(!tracker.isInterrupted)
    }

    @Test func aTranscriptIntoSilenceBeginsTheTurnThatIsThenAnswered() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        _ = tracker.contentReceived()
        _ = tracker.ended()
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.contentReceived() == 2)
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.ended().number == 2)
        #expect(tracker.transcriptReceived() == 3)
    }

    @Test func aReplyToSpeechBeginsItsTurnAndTheTranscriptJoinsIt() {
        var tracker = TurnTracker()
        #expect(tracker.contentReceived() == 1)
        #expect(tracker.transcriptReceived() == 1)
        #expect(tracker.ended().number == 1)
    }

    @Test func aTranscriptThatComesAfterItsTurnStaysWithIt() {
        var tracker = TurnTracker()
        _ = tracker.contentReceived()
        _ = tracker.ended()
        #expect(tracker.transcriptReceived() == 1)
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.contentReceived() == 2)
    }

    @Test func speechOverAReplyIsTheNextTurn() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        _ = tracker.contentReceived()
        #expect(tracker.interrupted() == 1)
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.ended().number == 1)
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.contentReceived() == 2)
    }

    @Test func aTranscriptAfterAnInterruptedTurnIsOfWhatInterrupted() {
        var tracker = TurnTracker()
        _ = tracker.contentReceived()
        _ = tracker.interrupted()
        _ = tracker.ended()
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.contentReceived() == 2)
    }

    @Test func speechOverATypedReplyThatGoesOnIsTheNextTurn() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        _ = tracker.contentReceived()
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.contentReceived() == 1)
        #expect(tracker.ended().number == 1)
        #expect(tracker.contentReceived() == 2)
    }

    @Test func markedSpeechNumbersItsTurnAtOnce() {
        var tracker = TurnTracker()
        #expect(tracker.speechBegan() == 1)
        #expect(tracker.transcriptReceived() == 1)
        #expect(tracker.contentReceived() == 1)
        #expect(tracker.speechBegan() == 2)
        #expect(tracker.interrupted() == 1)
        #expect(tracker.transcriptReceived() == 2)
        #expect(tracker.ended().number == 1)
        #expect(tracker.contentReceived() == 2)
    }

    @Test func aReplyCutBeforeItsFirstPieceBelongsToTheEarlierInput() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        #expect(tracker.inputSent() == 2)
        #expect(tracker.interrupted() == 1)
        #expect(tracker.ended().number == 1)
        #expect(tracker.contentReceived() == 2)
        #expect(tracker.ended().number == 2)
    }

    @Test func anInterruptionOfNothingDoesNotEndTheTurnThatBeginsThen() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        _ = tracker.contentReceived()
        _ = tracker.ended()
        #expect(tracker.interrupted() == 1)
        #expect(tracker.inputSent() == 2)
        #expect(tracker.ended() == (1, true))
        #expect(tracker.contentReceived() == 2)
        #expect(tracker.ended() == (2, false))
    }

    @Test func theReplyToRepeatedInputHasItsTurn() {
        var tracker = TurnTracker()
        _ = tracker.inputSent()
        _ = tracker.interrupted()
        _ = tracker.ended()
        tracker.inputRepeated([1])
        #expect(tracker.contentReceived() == 1)
    }
}
