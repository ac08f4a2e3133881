// SPDX-License-Identifier: Apache-2.0

/// A Huffman table of a JPEG, decoded as ITU-T T.81 F.2.2.3 does, with a shortcut for short codes.
struct HuffmanTable {
    /// Codes of this length or less are found at once.
    private static let shortLength = 8

    /// Per code length 1…16: the highest code, or -1 where there is none.
    private var highest = [Int](repeating: -1, count: 17)
    /// Per code length: what to add to a code to get its value's index.
    private var offset = [Int](repeating: 0, count: 17)
    private let values: [UInt8]
    /// By the next eight bits: length and value, 0 where the code is longer.
    private var short = [UInt16](repeating: 0, count: 1 << Self.shortLength)

    /// - Parameters:
    ///   - counts: How many codes there are of each length 1…16.
    ///   - values: The values in the order of their codes.
    /// - Throws: `PictureError` when the codes do not fit.
    init(counts: [Int], values: [UInt8]) throws(PictureError) {
        self.values = values
        var code = 0
        var index = 0
        for length in 1...16 {
            let count = counts[length - 1]
            guard code + count <= 1 << length else { throw .malformed("a Huffman table") }
            offset[length] = index - code
            for _ in 0..<count {
                if length <= Self.shortLength { fill(code, length, values[index]) }
                code += 1
                index += 1
            }
            highest[length] = count > 0 ? code - 1 : -1
            code <<= 1
        }
    }

    private mutating func fill(_ code: Int, _ length: Int, _ value: UInt8) {
        let spare = Self.shortLength - length
        for rest in 0..<(1 << spare) {
            short[code << spare | rest] = UInt16(length) << 8 | UInt16(value)
        }
    }

    /// The next value.
    func next(_ bits: inout JPEGBits) throws(PictureError) -> UInt8 {
        let entry = short[bits.peek(Self.shortLength)]
        if entry != 0 {
            try bits.skip(Int(entry >> 8))
            return UInt8(truncatingIfNeeded: entry)
        }
        var code = bits.peek(Self.shortLength)
        try bits.skip(Self.shortLength)
        for length in (Self.shortLength + 1)...16 {
            code = code << 1 | (try bits.take(1))
            if code <= highest[length], values.indices.contains(code + offset[length]) {
                return values[code + offset[length]]
            }
        }
        throw .malformed("a code that no Huffman table has")
    }
}
