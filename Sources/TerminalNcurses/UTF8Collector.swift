// SPDX-License-Identifier: Apache-2.0

/// Puts characters together from bytes that arrive one at a time.
///
/// What is not UTF-8 becomes U+FFFD, one for each stray byte or broken start.
struct UTF8Collector: Sendable {
    private var bytes: [UInt8] = []
    private var missing = 0

    /// Takes one byte; returns the scalars it completes, at most two.
    mutating func append(_ byte: UInt8) -> [Unicode.Scalar] {
        if missing > 0 {
            if byte & 0xC0 == 0x80 {
                bytes.append(byte)
                missing -= 1
                return missing == 0 ? [take()] : []
            }
            missing = 0
            bytes.removeAll(keepingCapacity: true)
            return ["\u{FFFD}"] + append(byte)
        }
        switch byte {
        case ..<0x80: return [Unicode.Scalar(byte)]
        case 0xC2...0xDF: missing = 1
        case 0xE0...0xEF: missing = 2
        case 0xF0...0xF4: missing = 3
        default: return ["\u{FFFD}"]
        }
        bytes.append(byte)
        return []
    }

    private mutating func take() -> Unicode.Scalar {
        defer { bytes.removeAll(keepingCapacity: true) }
        // Overlong forms and surrogates are repaired here, to one scalar.
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    }
}
