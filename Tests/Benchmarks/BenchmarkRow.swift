// SPDX-License-Identifier: Apache-2.0

/// One line of the benchmark table.
struct BenchmarkRow: Sendable {
    var name: String
    /// The most that is acceptable; nil when the row is there for comparison only.
    var target: Double?
    var measured: Double
    var unit: String
}
