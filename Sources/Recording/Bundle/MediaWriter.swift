// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveEngine

/// Puts sound and pictures into a bundle's media files.
struct MediaWriter {
    private let folder: BundleFolder
    private var microphone: SoundTrack
    private var model: SoundTrack
    private var mediaFolder: BundleFolder?
    private var mediaCount = 0
    /// What the latest frame of the server brought: its sound is about to be an event.
    private var latest: [(bytes: [UInt8], reference: MediaReference)] = []

    init(folder: BundleFolder) throws(BundleError) {
        self.folder = folder
        microphone = try SoundTrack(
            file: folder.create(BundleLayout.microphone),
            sampleRate: BundleLayout.microphoneRate
        )
        model = try SoundTrack(
            file: folder.create(BundleLayout.model),
            sampleRate: BundleLayout.modelRate
        )
    }

    /// Keeps what a frame brought.
    mutating func keep(
        _ bytes: [UInt8],
        mimeType: String,
        direction: FrameDirection
    ) throws(BundleError) -> MediaReference {
        let format = MediaFormat(mimeType: mimeType)
        guard format.isPCM else { return try keepFile(bytes, ending: format.ending) }
        switch direction {
        case .clientToServer:
            let rate = format.sampleRate ?? BundleLayout.microphoneRate
            return try keepSound(bytes, rate: rate, in: .microphone)
        case .serverToClient:
            let rate = format.sampleRate ?? BundleLayout.modelRate
            let reference = try keepSound(bytes, rate: rate, in: .model)
            latest.append((bytes, reference))
            return reference
        }
    }

    /// Keeps a piece of a reply's sound, once only when its frame brought it already.
    mutating func keep(_ part: AudioPart) throws(BundleError) -> MediaReference {
        if let known = latest.first(where: { $0.bytes == part.pcm }) { return known.reference }
        return try keepSound(part.pcm, rate: part.sampleRate, in: .model)
    }

    /// The next frame begins.
    mutating func forgetLatest() {
        if !latest.isEmpty { latest.removeAll(keepingCapacity: true) }
    }

    func flush() throws(BundleError) {
        try microphone.flush()
        try model.flush()
    }

    private mutating func keepSound(
        _ bytes: [UInt8],
        rate: Int,
        in file: MediaReference.File
    ) throws(BundleError) -> MediaReference {
        let track = file == .microphone ? microphone : model
        guard rate == track.sampleRate, bytes.count.isMultiple(of: 2) else {
            return try keepFile(bytes, ending: "pcm")
        }
        return MediaReference(file: file, start: track.append(bytes), count: bytes.count / 2)
    }

    private mutating func keepFile(
        _ bytes: [UInt8],
        ending: String
    ) throws(BundleError) -> MediaReference {
        if mediaFolder == nil {
            mediaFolder = try folder.folder(BundleLayout.media, making: true)
        }
        guard let mediaFolder else {
            throw BundleError(path: folder.path, reason: "its folder of media is gone")
        }
        mediaCount += 1
        let digits = String(mediaCount)
        let name = String(repeating: "0", count: max(6 - digits.count, 0)) + digits + "." + ending
        let file = try mediaFolder.create(name)
        file.append(bytes)
        try file.flush()
        return MediaReference(file: .media(name), count: bytes.count)
    }
}

/// A WAV file of 16-bit mono that is valid after every flush.
final class SoundTrack {
    let sampleRate: Int
    private let file: GrowingFile
    private let headerBytes: Int
    private var writtenBytes = 0

    init(file: GrowingFile, sampleRate: Int) throws(BundleError) {
        self.file = file
        self.sampleRate = sampleRate
        let header = Self.header(sampleRate, dataBytes: 0)
        headerBytes = header.count
        file.append(header)
        try file.flush()
    }

    /// Adds samples and returns the place of the first.
    func append(_ pcm: [UInt8]) -> Int {
        defer { file.append(pcm) }
        return (file.size - headerBytes) / 2
    }

    func flush() throws(BundleError) {
        let dataBytes = file.size - headerBytes
        guard dataBytes > writtenBytes else { return }
        try file.flush()
        try file.write(Self.header(sampleRate, dataBytes: dataBytes), at: 0)
        writtenBytes = dataBytes
    }

    private static func header(_ sampleRate: Int, dataBytes: Int) -> [UInt8] {
        WAV.header(sampleRate: sampleRate, channels: 1, bitsPerSample: 16, dataBytes: dataBytes)
    }
}

/// What a media type says of the bytes that come with it.
struct MediaFormat: Equatable {
    var isPCM: Bool
    var sampleRate: Int?
    /// Of a file's name.
    var ending: String

    init(mimeType: String) {
        let parts = mimeType.lowercased().split(separator: ";").map {
            $0.split(separator: " ").joined()
        }
        let type = parts.first ?? ""
        isPCM = type == "audio/pcm" || type == "audio/l16"
        sampleRate =
            parts.dropFirst().lazy
            .filter { $0.hasPrefix("rate=") }
            .compactMap { Int($0.dropFirst(5)) }.first
        let known = [
            "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "video/mp4": "mp4",
        ]
        ending = isPCM ? "pcm" : known[type] ?? "bin"
    }
}
