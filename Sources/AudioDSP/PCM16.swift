// SPDX-License-Identifier: Apache-2.0

import Glibc

/// 16-bit linear PCM: the byte order of the wire and levels.
///
/// Levels are relative to an amplitude of 32768: a full-scale square wave has an RMS of 0 dBFS, a
/// full-scale sine -3.01 dBFS.
package enum PCM16 {
    /// The level of silence, in dBFS; nothing is reported below it.
    package static let silenceDBFS = -120.0

    /// Samples of little-endian bytes; a trailing odd byte is dropped.
    package static func samples(fromLittleEndian bytes: [UInt8]) -> [Int16] {
        let count = bytes.count / 2
        return [Int16](unsafeUninitializedCapacity: count) { buffer, initialized in
            UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes[..<(count * 2)])
            for index in 0..<count { buffer[index] = Int16(littleEndian: buffer[index]) }
            initialized = count
        }
    }

    /// Bytes of samples in little-endian order.
    package static func bytes(littleEndian samples: [Int16]) -> [UInt8] {
        let bytes = samples.count * 2
        return [UInt8](unsafeUninitializedCapacity: bytes) { buffer, initialized in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            for index in samples.indices {
                raw.storeBytes(
                    of: samples[index].littleEndian,
                    toByteOffset: 2 * index,
                    as: Int16.self
                )
            }
            initialized = bytes
        }
    }

    /// The root mean square, from ``silenceDBFS`` to 0.
    package static func rmsDBFS(_ samples: [Int16]) -> Double {
        guard !samples.isEmpty else { return silenceDBFS }
        // Integers keep the sum exact: 2^30 times any array that fits in memory.
        let energy = samples.reduce(into: UInt64(0)) { sum, sample in
            sum += UInt64(Int64(sample) * Int64(sample))
        }
        return dBFS(amplitude: (Double(energy) / Double(samples.count)).squareRoot())
    }

    /// The largest magnitude, from ``silenceDBFS`` to 0.
    package static func peakDBFS(_ samples: [Int16]) -> Double {
        dBFS(amplitude: Double(samples.reduce(0) { max($0, $1.magnitude) }))
    }

    static func dBFS(amplitude: Double) -> Double {
        amplitude > 0 ? max(20 * log10(amplitude / 32_768), silenceDBFS) : silenceDBFS
    }
}
