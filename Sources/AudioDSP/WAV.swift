// SPDX-License-Identifier: Apache-2.0

/// How the samples of a WAV file are stored.
package struct WAVFormat: Sendable, Equatable {
    package enum Encoding: Sendable {
        case integer
        case float
    }

    package var encoding: Encoding
    package var channels: Int
    /// In hertz.
    package var sampleRate: Int
    package var bitsPerSample: Int

    /// Bytes of one sample of every channel.
    package var bytesPerFrame: Int { channels * (bitsPerSample / 8) }

    package init(encoding: Encoding = .integer, channels: Int, sampleRate: Int, bitsPerSample: Int)
    {
        self.encoding = encoding
        self.channels = channels
        self.sampleRate = sampleRate
        self.bitsPerSample = bitsPerSample
    }
}

/// Why a file is no WAV file that can be used.
package enum WAVError: Error, Equatable, CustomStringConvertible {
    /// It does not start with a RIFF header of type WAVE.
    case notWAV
    /// It ends before the chunk that is named.
    case missingChunk(String)
    /// The `fmt ` chunk contradicts itself.
    case invalidFormat(String)
    /// The samples have an encoding that is not linear PCM.
    case unsupportedEncoding(tag: UInt16)

    package var description: String {
        switch self {
        case .notWAV: "not a WAV file: it does not start with RIFF and WAVE"
        case .missingChunk(let name): "a WAV file without its `\(name)` chunk; it may be cut short"
        case .invalidFormat(let reason): "a WAV file with an impossible format: \(reason)"
        case .unsupportedEncoding(let tag):
            "a WAV file with encoding \(tag); convert it to 16-bit PCM first"
        }
    }
}

/// WAV files: header and tolerant parser.
///
/// Layout: "Multimedia Programming Interface and Data Specifications 1.0" (RIFF WAVE) and
/// `WAVEFORMATEXTENSIBLE` in Microsoft's mmreg.h.
package enum WAV {
    /// The 44 bytes before integer samples; sizes beyond 4 GiB saturate.
    package static func header(
        sampleRate: Int,
        channels: Int,
        bitsPerSample: Int,
        dataBytes: Int
    ) -> [UInt8] {
        let frame = channels * (bitsPerSample / 8)
        return Array("RIFF".utf8) + bytes(UInt32(clamping: dataBytes + 36))
            + Array("WAVEfmt ".utf8) + bytes(UInt32(16)) + bytes(tagInteger)
            + bytes(UInt16(clamping: channels)) + bytes(UInt32(clamping: sampleRate))
            + bytes(UInt32(clamping: sampleRate * frame)) + bytes(UInt16(clamping: frame))
            + bytes(UInt16(clamping: bitsPerSample))
            + Array("data".utf8) + bytes(UInt32(clamping: dataBytes))
    }

    /// Finds the format and the whole frames of sample data.
    ///
    /// Sizes that a writer into a pipe could not know (0, the largest, or any beyond the end) mean
    /// "to the end of the file".
    package static func parse(
        _ file: [UInt8]
    ) throws(WAVError) -> (format: WAVFormat, dataRange: Range<Int>) {
        guard file.count >= 12, name(file, 0) == "RIFF", name(file, 8) == "WAVE" else {
            throw .notWAV
        }
        let isStreamed = [0, UInt32.max].contains(integer(file, 4) as UInt32)
        var format: WAVFormat?
        var data: Range<Int>?
        var offset = 12
        while offset + 8 <= file.count, format == nil || data == nil {
            let size = Int(integer(file, offset + 4) as UInt32)
            let start = offset + 8
            var end = min(start + size, file.count)
            switch name(file, offset) {
            case "fmt ": format = try parseFormat(file[start..<end])
            case "data":
                if size == 0, isStreamed { end = file.count }
                data = start..<end
            default: break
            }
            // Chunks start at even offsets.
            offset = end + end % 2
        }
        guard let format else { throw .missingChunk("fmt ") }
        guard let data else { throw .missingChunk("data") }
        let whole = data.count / format.bytesPerFrame * format.bytesPerFrame
        return (format, data.lowerBound..<data.lowerBound + whole)
    }

    private static let tagInteger: UInt16 = 1
    private static let tagFloat: UInt16 = 3
    private static let tagExtensible: UInt16 = 0xFFFE

    private static func parseFormat(_ chunk: ArraySlice<UInt8>) throws(WAVError) -> WAVFormat {
        let chunk = Array(chunk)
        guard chunk.count >= 16 else { throw .missingChunk("fmt ") }
        var tag: UInt16 = integer(chunk, 0)
        // The first two bytes of the sub-format's GUID are the tag it extends.
        if tag == tagExtensible, chunk.count >= 26 { tag = integer(chunk, 24) }
        guard tag == tagInteger || tag == tagFloat else { throw .unsupportedEncoding(tag: tag) }
        let format = WAVFormat(
            encoding: tag == tagFloat ? .float : .integer,
            channels: Int(integer(chunk, 2) as UInt16),
            sampleRate: Int(integer(chunk, 4) as UInt32),
            bitsPerSample: Int(integer(chunk, 14) as UInt16)
        )
        guard (1...256).contains(format.channels) else {
            throw .invalidFormat("\(format.channels) channels")
        }
        guard (1...768_000).contains(format.sampleRate) else {
            throw .invalidFormat("\(format.sampleRate) samples a second")
        }
        let widths = tag == tagFloat ? [32, 64] : [8, 16, 24, 32]
        guard widths.contains(format.bitsPerSample) else {
            throw .invalidFormat("\(format.bitsPerSample) bits a sample")
        }
        return format
    }

    private static func name(_ bytes: [UInt8], _ offset: Int) -> String {
        String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
    }

    private static func integer<Value: FixedWidthInteger>(
        _ bytes: [UInt8],
        _ offset: Int
    ) -> Value {
        (0..<Value.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Value(bytes[offset + $1]) }
    }

    private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
