// SPDX-License-Identifier: Apache-2.0

/// Decides when sound that has arrived may go on to the device.
///
/// A reply starts at once. After it ran dry with more to come, it waits for a target that grows
/// with every such underrun and shrinks with every reply that had none; it never waits longer than
/// the target, and never once all of the reply is there.
struct JitterBuffer: Sendable, Equatable {
    static let step = Duration.milliseconds(40)
    static let maximum = Duration.milliseconds(400)

    /// What is gathered after an underrun.
    private(set) var target = Duration.zero
    /// Underruns so far.
    private(set) var underruns = 0
    private var wasClean = true
    private var isGathering = false
    /// When the first sound came that is being held.
    private var gatheringSince: Duration?

    /// The reply ran dry, and more of it has come.
    mutating func noteUnderrun() {
        underruns += 1
        target = min(target + Self.step, Self.maximum)
        wasClean = false
        isGathering = true
        gatheringSince = nil
    }

    /// Whether sound has to wait, with so much of it waiting.
    mutating func isHolding(_ gathered: Duration, at now: Duration) -> Bool {
        guard isGathering, gathered > .zero else { return false }
        let since = gatheringSince ?? now
        gatheringSince = since
        if gathered >= target || now - since >= target { release() }
        return isGathering
    }

    /// All of the reply is there, or nothing of it is wanted any more.
    mutating func release() {
        isGathering = false
        gatheringSince = nil
    }

    /// A reply is complete.
    mutating func endReply() {
        if wasClean { target = max(target - Self.step, .zero) }
        wasClean = true
        release()
    }
}
