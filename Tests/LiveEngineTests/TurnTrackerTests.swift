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
}
