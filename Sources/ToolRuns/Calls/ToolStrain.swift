// SPDX-License-Identifier: Apache-2.0

/// What is done to answers on purpose, to see how a model takes slow and failing functions.
package struct ToolStrain: Sendable, Equatable {
    /// Added before a call is carried out; counts towards its time limit.
    package var delay: Duration
    /// The share of calls that fail instead of being carried out, 0 to 1.
    package var errorRate: Double

    package static let none = ToolStrain(delay: .zero, errorRate: 0)

    package init(delay: Duration, errorRate: Double) {
        self.delay = delay
        self.errorRate = errorRate
    }

    /// Whether the call of this number fails: the same ones in every run.
    ///
    /// Numbers are mixed as SplitMix64 does (https://prng.di.unimi.it/splitmix64.c).
    func fails(_ number: UInt64) -> Bool {
        var mixed = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) / Double(1 << 53) < errorRate
    }

    /// Why a call failed that failed on purpose.
    static let failure = "The function failed: an error that was asked for, for a test."
}
