// SPDX-License-Identifier: Apache-2.0

/// Tells speech from everything else, 10 ms at a time: 16 kHz, mono.
///
/// Causal: a frame's result depends on nothing after it, so it is known when the frame ends. The
/// detector adapts to gain and to the noise floor, and costs a few tens of microseconds a frame.
/// After the first one, processing allocates nothing. How good it is: docs/vad.md.
package struct VoiceActivityDetector: Sendable {
    /// In hertz.
    package static let sampleRate = 16_000
    /// Samples of one frame of 10 ms.
    package static let frameSamples = 160
    /// The probability from which a frame counts as speech.
    package static let threshold: Float = 0.5

    private let model = VoiceModel.shared
    private var features = VoiceFeatures()
    private var state = VoiceModel.State()
    /// Samples of a frame that is not whole yet.
    private var rest = [Int16](repeating: 0, count: frameSamples)
    private var restCount = 0

    /// A detector that has heard nothing yet.
    package init() {}

    /// Calls `body` with the probability of speech for every frame that `samples` complete, in order.
    ///
    /// However a stream is cut into blocks, the frames are the same.
    package mutating func process(
        _ samples: UnsafeBufferPointer<Int16>,
        _ body: (_ probability: Float) -> Void
    ) {
        var index = 0
        while index < samples.count {
            let count = min(Self.frameSamples - restCount, samples.count - index)
            for offset in 0..<count { rest[restCount + offset] = samples[index + offset] }
            restCount += count
            index += count
            if restCount == Self.frameSamples {
                restCount = 0
                features.update(rest)
                body(model.probability(features.values, &state))
            }
        }
    }

    /// The same for an array.
    package mutating func process(_ samples: [Int16], _ body: (_ probability: Float) -> Void) {
        samples.withUnsafeBufferPointer { process($0, body) }
    }
}
