// SPDX-License-Identifier: Apache-2.0

import Glibc
import LiveAPI

/// What is kept of the sound in a frame: figures and the shape of it, never the samples.
package struct FrameSound: Sendable, Equatable {
    /// Fit for the terminal.
    package var mimeType: String
    /// Frames per second; nil where the type says none.
    package var sampleRate: Int?
    package var samples: Int
    /// In dBFS; negative infinity for silence.
    package var rmsDBFS: Double
    /// In dBFS; negative infinity for silence.
    package var peakDBFS: Double
    /// Samples at either end of the scale.
    package var clipped: Int
    /// The largest magnitude in each of equal stretches, 0 to 255.
    package var shape: [UInt8]

    /// The stretches that a shape has at most.
    static let shapeWidth = 64
    /// Pieces of sound that are looked at in one frame.
    static let maximumPieces = 4

    /// Playing time; nil where the rate is not known.
    package var duration: Duration? {
        sampleRate.map { .seconds(Double(samples) / Double($0)) }
    }

    /// Measures 16-bit little-endian mono; nil for anything else.
    init?(_ blob: Blob) {
        guard blob.mimeType.hasPrefix("audio/pcm") else { return nil }
        mimeType = String(blob.mimeType.prefix(60))
        sampleRate = blob.mimeType.split(separator: "rate=").dropFirst().first
            .flatMap { Int($0.prefix { $0.isNumber }) }
            .flatMap { $0 > 0 ? $0 : nil }
        let samples = blob.data.count / 2
        var (energy, peak, clipped) = (0.0, 0, 0)
        var shape = [UInt8](repeating: 0, count: min(samples, Self.shapeWidth))
        blob.data.withUnsafeBytes { bytes in
            for stretch in shape.indices {
                let first = stretch * samples / shape.count
                let end = (stretch + 1) * samples / shape.count
                var (sum, top) = (0, 0)
                for index in first..<end {
                    let raw = bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)
                    let sample = Int(Int16(littleEndian: raw))
                    sum += sample * sample
                    top = max(top, abs(sample))
                    if sample == Int(Int16.max) || sample == Int(Int16.min) { clipped += 1 }
                }
                energy += Double(sum)
                peak = max(peak, top)
                shape[stretch] = UInt8(min(top / 128, 255))
            }
        }
        self.samples = samples
        self.shape = shape
        self.clipped = clipped
        let mean = samples > 0 ? energy / Double(samples) : 0
        rmsDBFS = 10 * log10(mean / (32_768 * 32_768))
        peakDBFS = 20 * log10(Double(peak) / 32_768)
    }
}
