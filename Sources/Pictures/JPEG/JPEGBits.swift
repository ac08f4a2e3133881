// SPDX-License-Identifier: Apache-2.0

/// The entropy coded bits of a JPEG scan, without the zero bytes stuffed behind 0xFF.
///
/// Behind a marker there are only zeros; taking more than a few of them means the scan was cut.
struct JPEGBits {
    private let bytes: [UInt8]
    /// The next byte that is not yet in the buffer.
    private(set) var index: Int
    private var buffer: UInt64 = 0
    private var count = 0
    /// Zero bits lent behind the end.
    private var lent = 0

    init(_ bytes: [UInt8], at index: Int) {
        self.bytes = bytes
        self.index = index
    }

    /// The next bits, at most 16, without taking them.
    mutating func peek(_ length: Int) -> Int {
        while count < length { fill() }
        return Int(truncatingIfNeeded: buffer >> UInt64(count - length)) & ((1 << length) - 1)
    }

    mutating func skip(_ length: Int) throws(PictureError) {
        while count < length { fill() }
        count -= length
        guard lent <= count + 64 else { throw .cutShort }
    }

    mutating func take(_ length: Int) throws(PictureError) -> Int {
        guard length > 0 else { return 0 }
        let value = peek(length)
        try skip(length)
        return value
    }

    /// A value of so many bits as T.81 F.2.2.1 extends it to both signs.
    mutating func takeSigned(_ length: Int) throws(PictureError) -> Int {
        guard length > 0 else { return 0 }
        let value = try take(length)
        return value < 1 << (length - 1) ? value - (1 << length) + 1 : value
    }

    /// Drops what is left of the buffer and steps over a restart marker.
    mutating func restart() throws(PictureError) {
        (buffer, count, lent) = (0, 0, 0)
        guard index + 1 < bytes.count else { throw .cutShort }
        guard bytes[index] == 0xFF, (0xD0...0xD7).contains(bytes[index + 1]) else {
            throw .malformed("a restart marker is missing")
        }
        index += 2
    }

    private mutating func fill() {
        var byte: UInt8 = 0
        if index >= bytes.count {
            lent += 8
        } else if bytes[index] != 0xFF {
            byte = bytes[index]
            index += 1
        } else if index + 1 < bytes.count, bytes[index + 1] == 0 {
            byte = 0xFF
            index += 2
        } else {
            lent += 8
        }
        buffer = buffer << 8 | UInt64(byte)
        count += 8
    }
}
