// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Whether an empty ring is an underrun.
///
/// It counts one only after samples have flowed, so a reply that has yet to begin is none.
package final class SampleExpectation: Sendable {
    private let isExpecting = Atomic<Bool>(false)

    package init() {}

    package func set(_ expects: Bool) {
        isExpecting.store(expects, ordering: .relaxed)
    }

    /// For the stream's thread; `isFlowing` is its memory between calls.
    package func note(got: Int, of wanted: Int, isFlowing: inout Bool, in counters: StreamCounters)
    {
        let isDry = got < wanted
        if isDry, isFlowing || got > 0, isExpecting.load(ordering: .relaxed) {
            counters.underruns.add(1, ordering: .relaxed)
        }
        isFlowing = !isDry
    }
}
