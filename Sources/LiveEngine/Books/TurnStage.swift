// SPDX-License-Identifier: Apache-2.0

/// One stretch of the time between the end of the user's input and the reply's being heard.
package struct TurnStage: Sendable, Equatable {
    package enum Kind: Sendable, Hashable, CaseIterable {
        /// Until the server takes the user's speech for ended.
        case endpointWait
        /// From then to the first piece of the reply.
        case serverWait
        /// From the first piece, such as a word of the transcript, to the first sound.
        case soundWait
        /// From the first sound on the wire to the first at the loudspeaker.
        case playbackWait
    }

    package var kind: Kind
    package var start: Duration
    package var end: Duration
    /// Whether either end rests on our own detector or on what is usual.
    package var isEstimate: Bool

    package var length: Duration { end - start }
}

extension TurnTimeline {
    /// The stretches from the end of the input on, in order; empty without both ends.
    package var stages: [TurnStage] {
        guard let inputEnded, let replyBegan else { return [] }
        let (heard, isGuess) = endpoint(from: inputEnded, to: replyBegan)
        let marks: [(TurnStage.Kind, Duration?, Bool)] = [
            (.endpointWait, heard, true),
            (.serverWait, replyBegan, heard == nil ? isInputEndEstimated : isGuess),
            (.soundWait, firstSound, false),
            (.playbackWait, audible, false),
        ]
        var start = inputEnded
        return marks.compactMap { kind, end, isEstimate in
            guard let end, end > start else { return nil }
            defer { start = end }
            return TurnStage(kind: kind, start: start, end: end, isEstimate: isEstimate)
        }
    }

    /// When the server took the speech for ended; nil for turns typed or marked by the user.
    ///
    /// By its own mark, by its transcript, or after the silence it was told to wait for.
    private func endpoint(from start: Duration, to end: Duration) -> (Duration?, isGuess: Bool) {
        guard isInputEndEstimated else { return (nil, false) }
        let range = start...end
        if let mark = serverHeardEnd, range.contains(mark) { return (mark, false) }
        if let words = transcribed, range.contains(words) { return (words, true) }
        return (endpointSilence.map { min(start + $0, end) }, true)
    }
}
