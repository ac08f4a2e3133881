// SPDX-License-Identifier: Apache-2.0

/// Where the sound of replies goes the moment it arrives: the way to the loudspeaker, beside the log.
///
/// Called by the session, in order, before the log gets the same news; every call must return at
/// once, since the session does nothing else meanwhile.
package protocol ReplyAudioSink: Sendable {
    /// A piece of a reply's sound.
    func play(_ part: AudioPart, turn: Int)

    /// The reply was cut short: nothing of it may sound any more.
    func silence(turn: Int)

    /// No more sound of this turn will come; what is queued is to be played out.
    func finish(turn: Int)
}
