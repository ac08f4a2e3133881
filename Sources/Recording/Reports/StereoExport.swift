// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveAPI
import LiveEngine

/// A session's sound as a stereo WAV file: the user left, the model right, as they sounded together.
package enum StereoExport {
    package static let sampleRate = BundleLayout.modelRate
    private static let bytesPerFrame = 4

    /// Reads a bundle to its end and hands its sound on, piece by piece.
    ///
    /// - Parameters:
    ///   - reader: At the bundle's beginning.
    ///   - write: Gets the samples of both channels in turn, little-endian.
    /// - Throws: `BundleError`, or what `write` throws.
    package static func samples(
        of reader: BundleReader,
        write: ([UInt8]) throws -> Void
    ) throws {
        var reader = reader
        var mix = StereoMix()
        while let record = try reader.next() {
            mix.apply(record)
            let piece = mix.take(until: record.time - StereoMix.slack)
            if !piece.isEmpty { try write(PCM16.bytes(littleEndian: piece)) }
        }
        try write(PCM16.bytes(littleEndian: mix.takeAll()))
    }

    /// The 44 bytes before so many bytes of samples.
    package static func header(dataBytes: Int) -> [UInt8] {
        WAV.header(sampleRate: sampleRate, channels: 2, bitsPerSample: 16, dataBytes: dataBytes)
    }
}

/// Both directions of sound on one clock.
private struct StereoMix {
    /// How late a piece may be for what it says.
    static let slack = Duration.seconds(1)
    /// Pieces that follow each other this closely belong together.
    private static let joint = Duration.milliseconds(200)

    /// One channel: samples from a place on, and where they come in next.
    private struct Channel {
        var samples: [Int16] = []

        /// Puts samples where they belong, or after those that are there already.
        mutating func place(_ new: [Int16], at index: Int, joint: Int) {
            let gap = index - samples.count
            if gap > joint { samples += [Int16](repeating: 0, count: gap) }
            samples += new
        }
    }

    private var user = Channel()
    private var model = Channel()
    /// The sample at which both channels begin.
    private var start = 0
    private var resampler = Resampler(
        from: BundleLayout.microphoneRate,
        to: StereoExport.sampleRate
    )

    mutating func apply(_ record: BundleRecord) {
        guard case .event(let event) = record.content else { return }
        switch event.kind {
        case .frame(let frame):
            guard case .client(let message) = frame.meaning,
                let sound = message.realtimeInput?.audio
            else { return }
            let samples = resampler.process(PCM16.samples(fromLittleEndian: sound.data))
            // What is sent was spoken just before.
            let spoken =
                record.time - .seconds(Double(samples.count) / Double(StereoExport.sampleRate))
            user.place(samples, at: index(of: spoken), joint: Self.length(Self.joint))
        case .modelAudio(let part, _) where part.sampleRate == StereoExport.sampleRate:
            let samples = PCM16.samples(fromLittleEndian: part.pcm)
            model.place(samples, at: index(of: record.time), joint: 0)
        case .interrupted:
            // Nothing of what waited was heard.
            let end = max(index(of: record.time), 0)
            if model.samples.count > end { model.samples.removeLast(model.samples.count - end) }
        default: break
        }
    }

    /// The samples of both channels up to a time, in turn.
    mutating func take(until time: Duration) -> [Int16] {
        let count = index(of: time)
        return count >= Self.length(Self.slack) ? take(count) : []
    }

    mutating func takeAll() -> [Int16] {
        user.samples += resampler.finish()
        return take(max(user.samples.count, model.samples.count))
    }

    private mutating func take(_ count: Int) -> [Int16] {
        var result = [Int16](repeating: 0, count: 2 * count)
        for (index, sample) in user.samples.prefix(count).enumerated() {
            result[2 * index] = sample
        }
        for (index, sample) in model.samples.prefix(count).enumerated() {
            result[2 * index + 1] = sample
        }
        user.samples.removeFirst(min(count, user.samples.count))
        model.samples.removeFirst(min(count, model.samples.count))
        start += count
        return result
    }

    private func index(of time: Duration) -> Int { Self.length(time) - start }

    private static func length(_ time: Duration) -> Int {
        Int((time / .seconds(1) * Double(StereoExport.sampleRate)).rounded())
    }
}
