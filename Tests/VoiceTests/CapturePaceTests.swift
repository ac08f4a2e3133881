// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Voice

@Suite struct CapturePaceTests {
    /// Runs against a device that delivers at the given times; returns the looks and the worst delay.
    private static func follow(
        _ arrivals: [Duration],
        period: Duration = .milliseconds(10)
    ) -> (looks: Int, worst: Duration) {
        var pace = CapturePace(period: period)
        var (now, index, looks, worst) = (Duration.zero, 0, 0, Duration.zero)
        while index < arrivals.count {
            looks += 1
            var found = false
            while index < arrivals.count, arrivals[index] <= now {
                // The first few are where it finds the rhythm.
                if index > 20 { worst = max(worst, now - arrivals[index]) }
                found = true
                index += 1
            }
            now = pace.next(after: now, foundSamples: found)
        }
        return (looks, worst)
    }

    @Test(arguments: [(9_999, 10), (10_000, 10), (10_001, 10), (5_333, 5), (21_333, 10)])
    func itFollowsTheDeviceWithinAMillisecondAndFewLooks(microseconds: Int, period: Int) {
        let arrivals = (1...1_000).map { Duration.microseconds(3_700 + $0 * microseconds) }
        let (looks, worst) = Self.follow(arrivals, period: .milliseconds(period))
        #expect(worst <= .milliseconds(1))
        #expect(looks < 1_700, "for 1000 periods")
    }

    @Test func jitterOfTheDeviceCostsLooksAndNoDelay() {
        let arrivals = (1...1_000).map { Duration.microseconds($0 * 10_000 + $0 % 7 * 100) }
        let (looks, worst) = Self.follow(arrivals)
        #expect(worst <= .milliseconds(2))
        #expect(looks < 1_700)
    }

    @Test func aSilentDeviceIsLookedAtSeldom() {
        var pace = CapturePace(period: .milliseconds(10))
        _ = pace.next(after: .zero, foundSamples: true)
        let next = pace.next(after: .seconds(1), foundSamples: false)
        #expect(next == .milliseconds(1_010))
    }

    @Test func aDeviceThatIsNotThereIsHardlyLookedAt() {
        var pace = CapturePace(period: .milliseconds(10))
        #expect(pace.next(after: .seconds(2), foundSamples: false) == .milliseconds(2_040))
    }
}
