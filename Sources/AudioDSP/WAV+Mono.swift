// SPDX-License-Identifier: Apache-2.0

extension WAV {
    /// The file's samples as 16-bit mono at the file's own rate: channels are averaged, wider
    /// samples rounded, floats clipped to ±1.
    package static func mono(
        _ file: [UInt8]
    ) throws(WAVError) -> (samples: [Int16], sampleRate: Int) {
        let (format, range) = try parse(file)
        let width = format.bitsPerSample / 8
        let samples = stride(from: range.lowerBound, to: range.upperBound, by: format.bytesPerFrame)
            .map { frame in
                let sum = (0..<format.channels).reduce(0.0) { sum, channel in
                    sum + sample(file[(frame + channel * width)...].prefix(width), format)
                }
                let mean = (sum / Double(format.channels) * 32_768).rounded()
                return Int16(min(max(mean, -32_768), 32_767))
            }
        return (samples, format.sampleRate)
    }

    /// One sample from -1 to 1.
    private static func sample(_ bytes: ArraySlice<UInt8>, _ format: WAVFormat) -> Double {
        let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch (format.encoding, format.bitsPerSample) {
        case (.float, 32): return finite(Double(Float(bitPattern: UInt32(bits))))
        case (.float, _): return finite(Double(bitPattern: bits))
        // Eight-bit samples alone are unsigned.
        case (.integer, 8): return (Double(bits) - 128) / 128
        case (.integer, let width):
            let shift = 64 - width
            return Double(Int64(bitPattern: bits << shift)) / 0x1p63
        }
    }

    private static func finite(_ value: Double) -> Double {
        value.isFinite ? value : 0
    }
}
