// SPDX-License-Identifier: Apache-2.0

/// What happened at this end of the line: microphone, loudspeaker, and what was really heard.
///
/// Reported into the session's log by whoever runs the sound, so that the log is whole.
package enum VoiceEvent: Sendable, Equatable {
    /// A device's state changed.
    case device(SoundDirection, DeviceStatus)
    /// The microphone's way to the session was opened or closed.
    case microphone(isOpen: Bool)
    /// Our own detector heard speech begin or end: an estimate, the server decides by itself.
    ///
    /// It was so `ago` before: the detector waits until it is certain.
    case speech(isActive: Bool, ago: Duration = .zero)
    /// The first sample of a reply left the loudspeaker, `ago` before this was noticed.
    case replyAudible(turn: Int, ago: Duration = .zero)
    /// The reply's sound is over: how much of what came was heard, by the device's account.
    case replyHeard(turn: Int, heard: Duration, received: Duration, wasCut: Bool)
}

/// Which way sound flows, seen from this machine.
package enum SoundDirection: Sendable, Hashable {
    case input
    case output
}

/// Where a sound device stands.
package enum DeviceStatus: Sendable, Hashable {
    case opening
    case running
    /// It sleeps with the machine and is being woken.
    case suspended
    /// It is open and neither gives nor takes samples.
    case stalled
    /// It was never open; the text says why in plain words. It is tried again.
    case unavailable(String)
    /// It was running and is gone; the text says why in plain words. It is tried again.
    case lost(String)
    case stopped
}
