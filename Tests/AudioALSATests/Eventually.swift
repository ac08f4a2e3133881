// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Glibc
import Synchronization

/// Waits for a condition that another thread brings about; false after ten seconds without it.
func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = MonotonicTime.now + 10_000_000_000
    while MonotonicTime.now < deadline {
        if condition() { return true }
        usleep(500)
    }
    return condition()
}

extension StreamCounters {
    var framesNow: Int { frames.load(ordering: .relaxed) }
    var heardNow: Int { heardFrames.load(ordering: .relaxed) }
    var droppedNow: Int { droppedFrames.load(ordering: .relaxed) }
    var flushedNow: Int { flushedFrames.load(ordering: .relaxed) }
    var lossesNow: Int { losses.load(ordering: .relaxed) }
    var returnsNow: Int { returns.load(ordering: .relaxed) }
    var stallsNow: Int { stalls.load(ordering: .relaxed) }
    var underrunsNow: Int { underruns.load(ordering: .relaxed) }
}
