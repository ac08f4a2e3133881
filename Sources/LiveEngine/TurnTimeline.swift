// SPDX-License-Identifier: Apache-2.0

/// When the moments of one turn came, as offsets of the session's log.
///
/// A moment that did not come, or has not yet, is nil.
package struct TurnTimeline: Sendable, Equatable {
    /// The turn's number.
    package let turn: Int

    /// The typed text was handed to the connection.
    package internal(set) var textSent: Duration?
    /// Our own detector heard the user stop: an estimate of the last voiced sample.
    package internal(set) var speechEnded: Duration?
    /// `activityEnd` was sent.
    package internal(set) var activityEnded: Duration?
    /// `audioStreamEnd` was sent.
    package internal(set) var streamEnded: Duration?
    /// The last sound was sent before the reply began; the microphone may have stayed open.
    package internal(set) var lastSoundSent: Duration?

    /// The first piece of the reply arrived, of whatever kind.
    package internal(set) var replyBegan: Duration?
    /// The first piece of the reply's sound arrived.
    package internal(set) var firstSound: Duration?
    package internal(set) var generationComplete: Duration?
    package internal(set) var interrupted: Duration?
    /// The turn ended: `turnComplete`, or the connection was lost.
    package internal(set) var ended: Duration?

    /// The first sample of the reply left the loudspeaker.
    package internal(set) var audible: Duration?
    /// The reply's sound was over at the loudspeaker.
    package internal(set) var silent: Duration?
    /// How much of the reply was heard, by the device's account.
    package internal(set) var heard: Duration?
    /// How much of the reply's sound arrived.
    package internal(set) var received: Duration?

    init(turn: Int) {
        self.turn = turn
    }
}

/// What lies between the moments.
extension TurnTimeline {
    /// The last sign, before the reply, that the user had finished.
    package var inputEnded: Duration? {
        [textSent, speechEnded, activityEnded, streamEnded].compactMap(\.self)
            .filter { moment in replyBegan.map { moment <= $0 } ?? true }
            .max()
    }

    /// From the end of the input to the first piece of the reply.
    package var replyLatency: Duration? { Self.span(inputEnded, replyBegan) }

    /// From the end of the input to the first piece of sound.
    package var soundLatency: Duration? { Self.span(inputEnded, firstSound) }

    /// From the end of the input to the first sample at the loudspeaker.
    package var audibleLatency: Duration? { Self.span(inputEnded, audible) }

    /// From the news of the interruption to silence at the loudspeaker; negative when it was silent
    /// already.
    package var silencingTime: Duration? { Self.span(interrupted, silent) }

    private static func span(_ from: Duration?, _ to: Duration?) -> Duration? {
        guard let from, let to else { return nil }
        return to - from
    }
}
