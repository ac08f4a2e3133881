// SPDX-License-Identifier: Apache-2.0

import AudioDSP

/// Gets sound and pictures back out of a bundle's media files.
final class MediaReader: Sendable {
    private let folder: BundleFolder
    private let microphone: SoundSource?
    private let model: SoundSource?

    /// - Throws: `BundleError` when a WAV file is there and is not of the kind that is written.
    init(folder: BundleFolder) throws(BundleError) {
        self.folder = folder
        microphone = try SoundSource(
            folder.open(BundleLayout.microphone),
            sampleRate: BundleLayout.microphoneRate
        )
        model = try SoundSource(
            folder.open(BundleLayout.model),
            sampleRate: BundleLayout.modelRate
        )
    }

    /// The bytes that a reference stands for; fewer where the files have been cut short.
    func load(_ reference: MediaReference) -> [UInt8] {
        switch reference.file {
        case .microphone: microphone?.read(reference) ?? []
        case .model: model?.read(reference) ?? []
        case .media(let name): loadFile(name, count: reference.count)
        }
    }

    private func loadFile(_ name: String, count: Int) -> [UInt8] {
        // A file that cannot be read is as good as one that is not there.
        guard let inner = try? folder.folder(BundleLayout.media), let file = try? inner.open(name)
        else { return [] }
        return (try? file.read(at: 0, count: count)) ?? []
    }
}

/// The samples of one of the bundle's WAV files.
private struct SoundSource: Sendable {
    let file: ReadableFile
    let start: Int

    /// Nil when there is no file, or no whole header.
    init?(_ file: ReadableFile?, sampleRate: Int) throws(BundleError) {
        guard let file else { return nil }
        let beginning = try file.read(at: 0, count: 4096)
        // Cut short within its header it holds no sample.
        guard beginning.count >= 44 else { return nil }
        do throws(WAVError) {
            let (format, range) = try WAV.parse(beginning)
            let expected = WAVFormat(channels: 1, sampleRate: sampleRate, bitsPerSample: 16)
            guard format == expected else {
                throw .invalidFormat("expected 16-bit mono at \(sampleRate) Hz")
            }
            start = range.lowerBound
        } catch {
            throw BundleError(path: file.path, reason: "\(error)")
        }
        self.file = file
    }

    func read(_ reference: MediaReference) -> [UInt8] {
        (try? file.read(at: start + 2 * reference.start, count: 2 * reference.count)) ?? []
    }
}
