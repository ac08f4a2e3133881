// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

extension TranscriptState {
    /// Tells when pictures begin to go to the model and when they stop, and why.
    mutating func apply(_ event: VideoEvent, at time: Duration) {
        guard case .source(let name, let status) = event else { return }
        switch status {
        case .running: append(.session(.info), 0, "video from \(name)", at: time)
        case .ended: append(.session(.info), 0, "the video of \(name) is over", at: time)
        case .stalled: append(.session(.warning), 0, "no pictures from \(name)", at: time)
        case .unavailable(let reason):
            append(.session(.warning), 0, "no video: \(reason.withoutPeriod)", at: time)
        case .lost(let reason):
            append(.session(.warning), 0, "video lost: \(reason.withoutPeriod)", at: time)
        case .off: append(.session(.info), 0, "video off", at: time)
        case .starting: break
        }
    }
}
