// SPDX-License-Identifier: Apache-2.0

/// What happened between a source of pictures and the session.
///
/// Reported into the session's log by whoever runs the source, so that the log is whole.
package enum VideoEvent: Sendable, Equatable {
    /// The source's state changed; the name is the source in plain words.
    case source(String, VideoStatus)
    /// So many pictures were not sent: the connection did not take them in time, or there was none.
    case dropped(count: Int)
}

/// Where a source of pictures stands.
package enum VideoStatus: Sendable, Hashable {
    case off
    /// It was asked to begin, and no picture has come.
    case starting
    case running
    /// It runs and gives no pictures.
    case stalled
    /// It never gave a picture; the text says why in plain words.
    case unavailable(String)
    /// It gave pictures and failed; the text says why in plain words. It may be tried again.
    case lost(String)
    /// It has shown all it had.
    case ended
}

extension VideoStatus {
    /// The status's name, as logs and recordings carry it.
    package var name: String {
        switch self {
        case .off: "off"
        case .starting: "starting"
        case .running: "running"
        case .stalled: "stalled"
        case .unavailable: "unavailable"
        case .lost: "lost"
        case .ended: "ended"
        }
    }

    /// Why the source gives no pictures, in plain words.
    package var reason: String? {
        switch self {
        case .unavailable(let reason), .lost(let reason): reason
        case .off, .starting, .running, .stalled, .ended: nil
        }
    }
}
