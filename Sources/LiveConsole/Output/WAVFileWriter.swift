// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Foundation
import LiveEngine

/// Writes a reply's sound to a WAV file: 24 kHz, mono, 16 bit.
///
/// The header is brought up to date after every part, so what is on disk is a valid file at any
/// moment, also when the program is killed. Used from one task.
final class WAVFileWriter {
    static let sampleRate = 24_000

    private let path: String
    private let file: FileHandle
    private var dataBytes = 0
    private var resampler: (rate: Int, converter: Resampler)?

    /// Creates the file, or empties the one that is there.
    ///
    /// - Throws: `CommandFailure` with code 2 when the file cannot be written.
    init(path: String) throws(CommandFailure) {
        self.path = path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw CommandFailure(.badUsage, "Cannot write \(path): \(reason).")
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try writeHeader()
    }

    /// Adds one part, converted when it is not at 24 kHz.
    func append(_ part: AudioPart) throws(CommandFailure) {
        var pcm = part.pcm
        if resampler?.rate != part.sampleRate { try finish() }
        if part.sampleRate != Self.sampleRate {
            var converter =
                resampler?.converter ?? Resampler(from: part.sampleRate, to: Self.sampleRate)
            let samples = PCM16.samples(fromLittleEndian: pcm)
            pcm = PCM16.bytes(littleEndian: converter.process(samples))
            resampler = (part.sampleRate, converter)
        }
        try write(pcm)
    }

    /// Writes what a conversion still holds back; to be called after the last part.
    func finish() throws(CommandFailure) {
        guard var converter = resampler?.converter else { return }
        resampler = nil
        try write(PCM16.bytes(littleEndian: converter.finish()))
    }

    private func writeHeader() throws(CommandFailure) {
        let header = WAV.header(
            sampleRate: Self.sampleRate,
            channels: 1,
            bitsPerSample: 16,
            dataBytes: dataBytes
        )
        do {
            try file.seek(toOffset: 0)
            try file.write(contentsOf: header)
            try file.seekToEnd()
        } catch {
            throw failure(error)
        }
    }

    private func write(_ bytes: [UInt8]) throws(CommandFailure) {
        do { try file.write(contentsOf: bytes) } catch { throw failure(error) }
        dataBytes += bytes.count
        try writeHeader()
    }

    private func failure(_ error: any Error) -> CommandFailure {
        CommandFailure(.runFailed, "Cannot write \(path): \(error.localizedDescription)")
    }
}
