// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Glibc
package import LiveAPI

/// What is known of sound and pictures that came in; the bytes themselves are not kept.
package struct ReceivedMedia: Sendable, Equatable {
    package private(set) var audioDuration: Duration = .zero
    package var pictures = ReceivedPictures()
    private var sampleCount = 0
    private var squareSum = 0.0

    package init() {}

    package var isEmpty: Bool { audioDuration == .zero && pictures.count == 0 }

    /// RMS level over all the sound, in dBFS; nil without any sound above zero.
    package var audioLevel: Double? {
        guard squareSum > 0 else { return nil }
        return 10 * log10(squareSum / Double(sampleCount) / (32_768.0 * 32_768.0))
    }

    /// Counts a piece of s16le mono PCM at the rate its MIME type names.
    package mutating func addAudio(_ blob: Blob) {
        addAudio(
            PCM16.samples(fromLittleEndian: blob.data),
            rate: blob.mediaType.sampleRate
        )
    }

    /// Counts mono samples at a rate in hertz.
    package mutating func addAudio(_ samples: some Collection<Int16>, rate: Int) {
        squareSum += samples.reduce(into: 0.0) { $0 += Double($1) * Double($1) }
        sampleCount += samples.count
        audioDuration += .seconds(samples.count) / rate
    }

    package static func += (left: inout Self, right: Self) {
        left.audioDuration += right.audioDuration
        left.pictures += right.pictures
        left.sampleCount += right.sampleCount
        left.squareSum += right.squareSum
    }
}
