// SPDX-License-Identifier: Apache-2.0

import Histogram

/// Latencies of turns, in milliseconds, to three digits, in bounded memory.
package struct LatencyHistogram: Sendable, Equatable {
    /// Longer ones count as this.
    package static let longest = Duration.seconds(600)

    private var counts = Histogram<UInt32>(
        highestTrackableValue: UInt64(longest / .milliseconds(1)),
        numberOfSignificantValueDigits: .three
    )

    package init() {}

    package var count: Int { Int(counts.totalCount) }

    /// The latency that so many percent of the turns did not exceed; nil without any.
    package func percentile(_ percent: Double) -> Duration? {
        count > 0 ? .milliseconds(Int(counts.valueAtPercentile(percent))) : nil
    }

    package var worst: Duration? {
        count > 0 ? .milliseconds(Int(counts.maxRecorded)) : nil
    }

    mutating func record(_ latency: Duration) {
        let milliseconds = min(max(latency, .zero), Self.longest) / .milliseconds(1)
        counts.record(UInt64(milliseconds.rounded()))
    }
}
