// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A WAV file of 16-bit mono that is written while it sounds.
///
/// Samples are put where their time is: what was never written is a hole in the file and reads as
/// silence. For one thread, which it blocks for as long as the disk takes.
struct WAVRecording: ~Copyable, Sendable {
    private static let headerBytes = 44

    private let path: String
    private let sampleRate: Int
    private var descriptor: Int32 = -1
    /// In samples: what the file holds, and what its header says it holds.
    private var length = 0
    private var statedLength = 0

    /// Makes no file yet.
    init(path: String, sampleRate: Int) {
        self.path = path
        self.sampleRate = sampleRate
    }

    deinit {
        guard descriptor >= 0 else { return }
        // The samples are there all the same, and nobody is left to tell.
        _ = Self.writeSizes(of: length, to: descriptor)
        close(descriptor)
    }

    /// Writes samples so that the first sounds `position` samples after the start of the file.
    ///
    /// Makes the file when there is none yet, and corrects its header once a second.
    mutating func write(
        _ samples: UnsafeBufferPointer<Int16>,
        at position: Int
    ) throws(DeviceError) {
        if descriptor < 0 { try create() }
        let offset = Self.headerBytes + 2 * position
        try check(
            .writeFile,
            Self.writeAll(UnsafeRawBufferPointer(samples), at: offset, descriptor)
        )
        length = max(length, position + samples.count)
        guard length - statedLength >= sampleRate else { return }
        try check(.writeFile, Self.writeSizes(of: length, to: descriptor))
        statedLength = length
    }

    private mutating func create() throws(DeviceError) {
        let made = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        try check(.createFile, made < 0 ? errno : 0)
        let failure = Self.header(sampleRate: sampleRate).withUnsafeBytes {
            Self.writeAll($0, at: 0, made)
        }
        if failure != 0 { close(made) }
        try check(.writeFile, failure)
        descriptor = made
    }

    private func check(
        _ operation: DeviceError.Operation,
        _ errno: Int32
    ) throws(DeviceError) {
        if errno != 0 { throw DeviceError(operation, .playback, device: path, errno: errno) }
    }

    /// The layout is that of RIFF WAVE; AudioDSP, which can read it, is out of this module's reach.
    private static func header(sampleRate: Int) -> [UInt8] {
        func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: value.littleEndian) { Array($0) }
        }
        return Array("RIFF".utf8) + bytes(UInt32(headerBytes - 8)) + Array("WAVEfmt ".utf8)
            + bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(1))
            + bytes(UInt32(clamping: sampleRate)) + bytes(UInt32(clamping: 2 * sampleRate))
            + bytes(UInt16(2)) + bytes(UInt16(16)) + Array("data".utf8) + bytes(UInt32(0))
    }

    /// Corrects the header's two sizes, which saturate at 4 GiB; returns `errno` or 0.
    private static func writeSizes(of length: Int, to descriptor: Int32) -> Int32 {
        for (offset, size) in [(4, 2 * length + headerBytes - 8), (40, 2 * length)] {
            let size = UInt32(clamping: size).littleEndian
            let failure = withUnsafeBytes(of: size) { writeAll($0, at: offset, descriptor) }
            guard failure == 0 else { return failure }
        }
        return 0
    }

    /// Returns `errno` or 0.
    private static func writeAll(
        _ bytes: UnsafeRawBufferPointer,
        at offset: Int,
        _ descriptor: Int32
    ) -> Int32 {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let count = pwrite(descriptor, base + done, bytes.count - done, off_t(offset + done))
            // A disk that takes nothing and says nothing is full.
            guard count != 0 else { return ENOSPC }
            if count > 0 { done += count } else if errno != EINTR { return errno }
        }
        return 0
    }
}
