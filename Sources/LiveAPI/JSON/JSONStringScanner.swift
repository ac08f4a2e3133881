// SPDX-License-Identifier: Apache-2.0

/// Finds the end of a JSON string and checks everything in it.
struct JSONStringScanner {
    let input: UnsafeRawBufferPointer
    /// At first the byte after the opening quote; after the scan, the closing quote.
    var position: Int
    private(set) var hasEscapes = false

    init(input: UnsafeRawBufferPointer, position: Int) {
        self.input = input
        self.position = position
    }

    mutating func scan() throws(JSONError) {
        while true {
            position = PlainText.end(in: input, from: position)
            guard position < input.count else { throw error("the string does not end") }
            switch input[position] {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try skipEscape()
            case 0x80...: try skipMultibyteScalar()
            default: throw error("a control character must be escaped in a string")
            }
        }
    }

    private mutating func skipEscape() throws(JSONError) {
        hasEscapes = true
        guard position + 1 < input.count else { throw error("the string does not end") }
        switch input[position + 1] {
        case UInt8(ascii: "u"): try skipUnicodeEscape()
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        default: throw error("there is no such escape")
        }
    }

    private mutating func skipUnicodeEscape() throws(JSONError) {
        let unit = try codeUnit(at: position)
        switch unit {
        case 0xDC00...0xDFFF: throw error("a second half of a surrogate pair stands alone")
        case 0xD800...0xDBFF:
            let low = position + 6
            guard low + 1 < input.count, input[low] == UInt8(ascii: "\\"),
                input[low + 1] == UInt8(ascii: "u"),
                (0xDC00...0xDFFF).contains(try codeUnit(at: low))
            else { throw error("a first half of a surrogate pair stands alone") }
            position += 12
        default: position += 6
        }
    }

    private func codeUnit(at escape: Int) throws(JSONError) -> UInt32 {
        guard let unit = JSONEscapes.codeUnit(in: input, at: escape + 2) else {
            throw JSONError(offset: escape, reason: "four hexadecimal digits must follow \\u")
        }
        return unit
    }

    /// Accepts exactly the sequences of Unicode's table of well-formed UTF-8.
    private mutating func skipMultibyteScalar() throws(JSONError) {
        let second: ClosedRange<UInt8>
        let length: Int
        switch input[position] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw error("the text is not UTF-8")
        }
        guard position + length <= input.count, second.contains(input[position + 1]),
            input[(position + 2)..<(position + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
        else { throw error("the text is not UTF-8") }
        position += length
    }

    private func error(_ reason: String) -> JSONError {
        JSONError(offset: position, reason: reason)
    }
}
