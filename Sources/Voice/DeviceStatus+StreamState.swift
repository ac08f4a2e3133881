// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine

extension DeviceStatus {
    /// A stream's state in plain words.
    init(_ state: StreamState) {
        self =
            switch state {
            case .opening: .opening
            case .running: .running
            case .suspended: .suspended
            case .stalled: .stalled
            case .unavailable(let error): .unavailable(error.description)
            case .lost(let error): .lost(error.description)
            case .stopped: .stopped
            }
    }

    /// Whether a session that begins now has to be told.
    var isBad: Bool {
        switch self {
        case .unavailable, .lost, .stalled, .suspended: true
        case .opening, .running, .stopped: false
        }
    }
}
