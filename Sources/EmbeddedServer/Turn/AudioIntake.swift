// SPDX-License-Identifier: Apache-2.0

import AudioDSP

/// Turns the pieces of one audio stream, at whatever rate they declare, into samples at 16 kHz.
///
/// A sample may be cut in two by the end of a piece, and the rate may change between two pieces.
struct AudioIntake: Sendable {
    /// What one piece brought.
    struct Piece {
        /// As sent.
        var samples: [Int16]
        var rate: Int
        /// At 16 kHz; what is still inside the resampler comes with a later piece.
        var resampled: [Int16]
    }

    private let shelf: ResamplerShelf
    private var rate = VoiceActivityDetector.sampleRate
    private var resampler: Resampler?
    /// The first half of a sample.
    private var half: UInt8?

    init(shelf: ResamplerShelf) {
        self.shelf = shelf
    }

    /// Takes 16-bit little-endian mono samples of a rate in hertz.
    mutating func take(_ data: [UInt8], rate declared: Int) -> Piece {
        var resampled: [Int16] = []
        if declared != rate {
            resampled = finish()
            rate = declared
            resampler =
                declared == VoiceActivityDetector.sampleRate ? nil : shelf.resampler(from: declared)
        }
        var bytes = half.map { [$0] + data } ?? data
        half = bytes.count.isMultiple(of: 2) ? nil : bytes.popLast()
        let samples = PCM16.samples(fromLittleEndian: bytes)
        resampled += resampler?.process(samples) ?? samples
        return Piece(samples: samples, rate: rate, resampled: resampled)
    }

    /// The stream pauses: gives what is still inside, and forgets half a sample.
    mutating func finish() -> [Int16] {
        half = nil
        return resampler?.finish() ?? []
    }
}
