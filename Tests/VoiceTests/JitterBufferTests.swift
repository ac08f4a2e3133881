// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Voice

@Suite struct JitterBufferTests {
    @Test func aReplyStartsAtOnce() {
        var jitter = JitterBuffer()
        #expect(jitter.isHolding(.milliseconds(1), at: .zero) == false)
    }

    @Test func theTargetGrowsWithUnderrunsUpTo400Milliseconds() {
        var jitter = JitterBuffer()
        for count in 1...20 {
            jitter.noteUnderrun()
            #expect(jitter.target == .milliseconds(min(count * 40, 400)))
        }
        #expect(jitter.underruns == 20)
    }

    @Test func afterAnUnderrunItGathersTheTarget() {
        var jitter = JitterBuffer()
        jitter.noteUnderrun()
        #expect(jitter.isHolding(.milliseconds(20), at: .zero) == true)
        #expect(jitter.isHolding(.milliseconds(40), at: .milliseconds(5)) == false)
        #expect(
            jitter.isHolding(.milliseconds(1), at: .milliseconds(6)) == false,
            "and then goes on"
        )
    }

    @Test func itNeverWaitsLongerThanTheTarget() {
        var jitter = JitterBuffer()
        jitter.noteUnderrun()
        #expect(jitter.isHolding(.milliseconds(5), at: .seconds(1)) == true)
        #expect(jitter.isHolding(.milliseconds(5), at: .milliseconds(1_039)) == true)
        #expect(jitter.isHolding(.milliseconds(5), at: .milliseconds(1_040)) == false)
    }

    @Test func aCompleteReplyIsNotHeldAndCleanOnesShrinkTheTarget() {
        var jitter = JitterBuffer()
        jitter.noteUnderrun()
        jitter.noteUnderrun()
        jitter.endReply()
        #expect(jitter.isHolding(.milliseconds(1), at: .zero) == false)
        #expect(jitter.target == .milliseconds(80), "that reply was not clean")
        jitter.endReply()
        #expect(jitter.target == .milliseconds(40))
        jitter.endReply()
        jitter.endReply()
        #expect(jitter.target == .zero)
    }
}
