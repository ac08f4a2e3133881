// SPDX-License-Identifier: Apache-2.0

import Glibc
package import LiveAPI

/// What is known of sound and pictures that came in; the bytes themselves are not kept.
package struct ReceivedMedia: Sendable, Equatable {
    package private(set) var audioDuration: Duration = .zero
    package private(set) var pictureCount = 0
    /// The size of the last picture whose header could be read.
    package private(set) var pictureSize: PictureHeader?
    private var sampleCount = 0
    private var squareSum = 0.0

    package init() {}

    package var isEmpty: Bool { audioDuration == .zero && pictureCount == 0 }

    /// RMS level over all the sound, in dBFS; nil without any sound above zero.
    package var audioLevel: Double? {
        guard squareSum > 0 else { return nil }
        return 10 * log10(squareSum / Double(sampleCount) / (32_768.0 * 32_768.0))
    }

    /// Counts a piece of s16le mono PCM at the rate its MIME type names.
    package mutating func addAudio(_ blob: Blob) {
        let rate = Self.sampleRate(of: blob.mimeType)
        let samples = blob.data.count / 2
        for index in 0..<samples {
            let low = UInt16(blob.data[2 * index])
            let high = UInt16(blob.data[2 * index + 1])
            let sample = Double(Int16(bitPattern: high << 8 | low))
            squareSum += sample * sample
        }
        sampleCount += samples
        audioDuration += .seconds(samples) / rate
    }

    /// Counts one picture.
    package mutating func addPicture(_ blob: Blob) {
        pictureCount += 1
        pictureSize = PictureHeader(blob.data) ?? pictureSize
    }

    package static func += (left: inout Self, right: Self) {
        left.audioDuration += right.audioDuration
        left.pictureCount += right.pictureCount
        left.pictureSize = right.pictureSize ?? left.pictureSize
        left.sampleCount += right.sampleCount
        left.squareSum += right.squareSum
    }

    /// The `rate` parameter of a PCM type; 16,000 when it is missing or absurd, as the API has it.
    package static func sampleRate(of mimeType: String) -> Int {
        for parameter in mimeType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "rate" else {
                continue
            }
            if let rate = Int(pair[1].filter { $0 != " " }), (1_000...384_000).contains(rate) {
                return rate
            }
        }
        return 16_000
    }
}
