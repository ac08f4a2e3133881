// SPDX-License-Identifier: Apache-2.0

/// When the moments of one turn came, as offsets of the session's log.
///
/// A moment that did not come, or has not yet, is nil.
package struct TurnTimeline: Sendable, Equatable {
    /// The turn's number; 0 while it is not known.
    package internal(set) var turn: Int

    /// The typed text was handed to the connection.
    package internal(set) var textSent: Duration?
    /// The last voiced sample, by our own detector: an estimate.
    package internal(set) var speechEnded: Duration?
    /// `activityEnd` was sent.
    package internal(set) var activityEnded: Duration?
    /// `audioStreamEnd` was sent.
    package internal(set) var streamEnded: Duration?
    /// The last sound was sent before the reply began; the microphone may have stayed open.
    package internal(set) var lastSoundSent: Duration?
    /// The server said that the user had stopped speaking.
    package internal(set) var serverHeardEnd: Duration?
    /// The first words the server heard arrived.
    package internal(set) var transcribed: Duration?
    /// How long a silence ends a turn, as the server was told or as is usual; nil where the user
    /// marks the end.
    package internal(set) var endpointSilence: Duration?

    /// The first piece of the reply arrived, of whatever kind.
    package internal(set) var replyBegan: Duration?
    /// The first piece of the reply's sound arrived.
    package internal(set) var firstSound: Duration?
    /// How long the sound plays that has arrived.
    package internal(set) var soundLength: Duration = .zero
    package internal(set) var generationComplete: Duration?
    package internal(set) var interrupted: Duration?
    /// The turn ended: `turnComplete`, or the connection was lost.
    package internal(set) var ended: Duration?
    /// What the server said about the end.
    package internal(set) var end: TurnEnd?
    /// Time in which the model waited for functions.
    package internal(set) var toolWait: Duration = .zero
    var toolsCalled: Duration?
    /// Whether anything came that a person can hear or see, or that a function was called.
    var hasContent = false

    /// The first sample of the reply left the loudspeaker.
    package internal(set) var audible: Duration?
    /// The reply's sound was over at the loudspeaker.
    package internal(set) var silent: Duration?
    /// How much of the reply was heard, by the device's account.
    package internal(set) var heard: Duration?
    /// How much of the reply's sound arrived, by the player's account.
    package internal(set) var received: Duration?

    /// What went wrong, in order.
    package internal(set) var faults: [TurnFault] = []

    init(turn: Int) {
        self.turn = turn
    }
}

/// What lies between the moments.
extension TurnTimeline {
    /// The last sign, before the reply, that the user had finished.
    ///
    /// Of a spoken turn it is the user's own mark, else the last voiced sample, else the closing of
    /// the microphone.
    package var inputEnded: Duration? {
        let spoken = [activityEnded, speechEnded, streamEnded].compactMap(\.self)
            .first(where: isBeforeReply)
        return [textSent.flatMap { isBeforeReply($0) ? $0 : nil }, spoken].compactMap(\.self).max()
    }

    /// Whether the end of the input rests on our own detector.
    package var isInputEndEstimated: Bool {
        inputEnded != nil && inputEnded == speechEnded && inputEnded != activityEnded
    }

    private func isBeforeReply(_ moment: Duration) -> Bool {
        replyBegan.map { moment <= $0 } ?? true
    }

    /// From the end of the input to the first piece of the reply.
    package var replyLatency: Duration? { Self.span(inputEnded, replyBegan) }

    /// From the end of the input to the first piece of sound.
    package var soundLatency: Duration? { Self.span(inputEnded, firstSound) }

    /// From the end of the input to the first sample at the loudspeaker.
    package var audibleLatency: Duration? { Self.span(inputEnded, audible) }

    /// How long the user waited: until the reply was heard, or came as far as is known.
    package var latency: Duration? { audibleLatency ?? soundLatency ?? replyLatency }

    /// From the news of the interruption to silence at the loudspeaker; negative when it was silent
    /// already.
    package var silencingTime: Duration? { Self.span(interrupted, silent) }

    private static func span(_ from: Duration?, _ to: Duration?) -> Duration? {
        guard let from, let to else { return nil }
        return to - from
    }
}
