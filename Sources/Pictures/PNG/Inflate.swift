// SPDX-License-Identifier: Apache-2.0

/// Decompresses deflate data in its zlib wrapping: RFC 1950 and RFC 1951.
struct Inflate {
    private let bytes: [UInt8]
    private var index = 2
    private var buffer: UInt32 = 0
    private var count = 0
    private var output: [UInt8] = []
    private let limit: Int

    /// Decompresses until the stream or `limit` bytes end; the checksum is not looked at.
    static func bytes(of zlib: [UInt8], limit: Int) throws(PictureError) -> [UInt8] {
        guard zlib.count > 2, zlib[0] & 15 == 8, zlib[1] & 0x20 == 0 else {
            throw .malformed("zlib header")
        }
        var inflate = Inflate(bytes: zlib, limit: limit)
        try inflate.run()
        return inflate.output
    }

    private init(bytes: [UInt8], limit: Int) {
        self.bytes = bytes
        self.limit = limit
        output.reserveCapacity(min(limit, bytes.count * 4))
    }

    private mutating func run() throws(PictureError) {
        var isLast = false
        while !isLast, output.count < limit {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try readStored()
            case 1: try readCodes(Self.fixedLiterals, Self.fixedDistances)
            case 2:
                let (literals, distances) = try readTables()
                try readCodes(literals, distances)
            default: throw .malformed("a deflate block's type")
            }
        }
    }

    // MARK: - Bits

    private mutating func take(_ length: Int) throws(PictureError) -> Int {
        while count < length {
            guard index < bytes.count else { throw .cutShort }
            buffer |= UInt32(bytes[index]) << UInt32(count)
            index += 1
            count += 8
        }
        let value = buffer & ((1 << UInt32(length)) - 1)
        buffer >>= UInt32(length)
        count -= length
        return Int(value)
    }

    private mutating func symbol(_ table: DeflateTable) throws(PictureError) -> Int {
        var (code, first, start) = (0, 0, 0)
        for length in 1...15 {
            code |= try take(1)
            let count = table.counts[length]
            if code - first < count { return table.symbols[start + code - first] }
            start += count
            first = (first + count) << 1
            code <<= 1
        }
        throw .malformed("a deflate code")
    }

    // MARK: - Blocks

    private mutating func readStored() throws(PictureError) {
        (buffer, count) = (0, 0)
        guard index + 4 <= bytes.count else { throw .cutShort }
        let length = Int(bytes[index]) | Int(bytes[index + 1]) << 8
        index += 4
        guard index + length <= bytes.count else { throw .cutShort }
        output += bytes[index..<(index + min(length, limit - output.count))]
        index += length
    }

    private mutating func readCodes(
        _ literals: DeflateTable,
        _ distances: DeflateTable
    ) throws(PictureError) {
        while output.count < limit {
            let value = try symbol(literals)
            switch value {
            case 0..<256: output.append(UInt8(value))
            case 256: return
            case 257...285:
                let length = Self.lengths[value - 257] + (try take(Self.lengthBits[value - 257]))
                let code = try symbol(distances)
                guard code < 30 else { throw .malformed("a deflate distance") }
                let distance = Self.distances[code] + (try take(Self.distanceBits[code]))
                guard distance <= output.count else { throw .malformed("a deflate distance") }
                for _ in 0..<min(length, limit - output.count) {
                    output.append(output[output.count - distance])
                }
            default: throw .malformed("a deflate length")
            }
        }
    }

    private mutating func readTables() throws(PictureError) -> (DeflateTable, DeflateTable) {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let codeCount = try take(4) + 4
        var codeLengths = [Int](repeating: 0, count: 19)
        for place in Self.codeOrder.prefix(codeCount) { codeLengths[place] = try take(3) }
        let codes = try DeflateTable(lengths: codeLengths)
        var lengths: [Int] = []
        while lengths.count < literalCount + distanceCount {
            switch try symbol(codes) {
            case 16:
                guard let last = lengths.last else { throw .malformed("a deflate table") }
                lengths += Array(repeating: last, count: 3 + (try take(2)))
            case 17: lengths += Array(repeating: 0, count: 3 + (try take(3)))
            case 18: lengths += Array(repeating: 0, count: 11 + (try take(7)))
            case let length: lengths.append(length)
            }
        }
        guard lengths.count == literalCount + distanceCount else {
            throw .malformed("a deflate table")
        }
        return (
            try DeflateTable(lengths: Array(lengths.prefix(literalCount))),
            try DeflateTable(lengths: Array(lengths.dropFirst(literalCount)))
        )
    }

    // MARK: - RFC 1951, 3.2.5 to 3.2.7

    private static let lengths = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distances = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
        2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12,
        13, 13,
    ]
    private static let codeOrder = [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ]
    private static let fixedLiterals = DeflateTable(
        fixed: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    )
    private static let fixedDistances = DeflateTable(fixed: Array(repeating: 5, count: 30))
}

/// Canonical Huffman codes of at most 15 bits: how many there are of each length, and in what order.
struct DeflateTable {
    private(set) var counts = [Int](repeating: 0, count: 16)
    private(set) var symbols: [Int] = []

    /// - Throws: `PictureError` when there are more codes than bits can tell apart.
    init(lengths: [Int]) throws(PictureError) {
        self.init(fixed: lengths)
        var free = 1
        for count in counts.dropFirst() {
            free = free << 1 - count
            guard free >= 0 else { throw .malformed("a deflate table") }
        }
    }

    fileprivate init(fixed lengths: [Int]) {
        for length in lengths where length > 0 { counts[length] += 1 }
        for length in 1...15 { symbols += lengths.indices.filter { lengths[$0] == length } }
    }
}
