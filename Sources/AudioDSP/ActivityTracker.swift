// SPDX-License-Identifier: Apache-2.0

/// Where speech starts and ends, from the probability of each frame of 10 ms.
///
/// The parameters are those of `automaticActivityDetection` in the Live API's setup message.
package struct ActivityTracker: Sendable, Equatable {
    /// How readily a start or an end is found.
    package enum Sensitivity: String, Sendable, CaseIterable {
        case high
        case low
    }

    /// When a start or an end is committed.
    package struct Parameters: Sendable, Equatable {
        /// Low asks for clearer speech.
        package var startSensitivity = Sensitivity.high
        /// Low takes fainter speech for a continuation, so that the end comes later.
        package var endSensitivity = Sensitivity.high
        /// Speech without a break that is needed for a start; at least one frame counts.
        package var prefixPaddingMs = 20
        /// Silence without a break that is needed for an end; at least one frame counts.
        package var silenceDurationMs = 800

        /// The API's defaults; 800 ms of silence is its guide's figure.
        package init() {}
    }

    /// The start or the end of speech.
    package struct Event: Sendable, Equatable {
        package enum Kind: Sendable {
            case start
            case end
        }

        package var kind: Kind
        /// When speech began or stopped, from the start of the stream.
        package var time: Duration
        /// When that was certain: later by the padding or by the silence.
        package var committed: Duration
    }

    private static let frameMilliseconds = 10

    /// Whether speech has started and not ended yet.
    package private(set) var isActive = false

    private let parameters: Parameters
    private var frames = 0
    /// Consecutive frames that speak for a change of `isActive`.
    private var run = 0

    /// Tracks a stream that starts in silence.
    package init(_ parameters: Parameters = Parameters()) {
        self.parameters = parameters
    }

    /// Takes the probability of the next frame; at most one event comes of it.
    package mutating func advance(_ probability: Float) -> Event? {
        frames += 1
        let isSpeech = probability >= threshold
        run = isSpeech == isActive ? 0 : run + 1
        guard run >= neededFrames else { return nil }
        defer { run = 0 }
        isActive.toggle()
        return Event(
            kind: isActive ? .start : .end,
            time: Self.time(frames - run),
            committed: Self.time(frames)
        )
    }

    /// Ends speech that is still going on when the stream ends.
    package mutating func finish() -> Event? {
        guard isActive else { return nil }
        defer { (isActive, run) = (false, 0) }
        return Event(kind: .end, time: Self.time(frames - run), committed: Self.time(frames))
    }

    private var threshold: Float {
        switch (isActive, isActive ? parameters.endSensitivity : parameters.startSensitivity) {
        case (_, .high): VoiceActivityDetector.threshold
        case (false, .low): 0.85
        case (true, .low): 0.15
        }
    }

    private var neededFrames: Int {
        let needed = isActive ? parameters.silenceDurationMs : parameters.prefixPaddingMs
        // A negative or absurdly large value from the network must not overflow.
        return max(
            1,
            (min(needed, Int(Int32.max)) + Self.frameMilliseconds - 1) / Self.frameMilliseconds
        )
    }

    private static func time(_ frames: Int) -> Duration {
        .milliseconds(frames * frameMilliseconds)
    }
}
