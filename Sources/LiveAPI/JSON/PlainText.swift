// SPDX-License-Identifier: Apache-2.0

/// Skips the text that JSON strings hold as it is: printable ASCII but `"` and `\`.
enum PlainText {
    /// The first position from `start` that holds anything else, or the end.
    static func end(in input: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position + 8 <= input.count {
            let word = UInt64(
                littleEndian: input.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            )
            let marks = marks(word)
            if marks != 0 { return position + marks.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < input.count, isPlain(input[position]) { position += 1 }
        return position
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Sets the top bit of bytes that are not plain; exact for the lowest one, which is all we use
    /// (a borrow can only mark a byte above one that is truly marked).
    private static func marks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let controls = word &- (ones &* 0x20)
        return
            (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
            | (controls & ~word) | word) & (ones &* 0x80)
    }
}
