// SPDX-License-Identifier: Apache-2.0

/// A place in the text of a document, and the tokens that can be read there.
struct TOMLCursor {
    private let bytes: [UInt8]
    private let name: String
    private var index = 0
    private(set) var line = 1

    init(bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
    }

    static func isBareKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    // MARK: - Characters

    var isAtEnd: Bool { index == bytes.count }

    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    private var isAtLineEnd: Bool { isAt("\n") || isAt("\r") }

    func isAt(_ character: Unicode.Scalar) -> Bool {
        byte == UInt8(ascii: character)
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard isAt(character) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ character: Unicode.Scalar, after what: String) throws(TOMLError) {
        guard take(character) else { throw error("expected `\(character)` after \(what)\(found)") }
    }

    mutating func skipByteOrderMark() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    mutating func skipSpaces() {
        while isAt(" ") || isAt("\t") { index += 1 }
    }

    /// Skips spaces, line ends and comments.
    mutating func skipBlankLines() throws(TOMLError) {
        while true {
            skipSpaces()
            if isAt("#") {
                try skipComment()
            } else if isAtLineEnd {
                try newline()
            } else {
                return
            }
        }
    }

    /// Skips what may follow a header or a value on its line, and the line's end.
    mutating func endLine() throws(TOMLError) {
        skipSpaces()
        if isAt("#") { try skipComment() }
        if isAtEnd { return }
        guard isAtLineEnd else { throw error("expected the end of the line\(found)") }
        try newline()
    }

    private mutating func skipComment() throws(TOMLError) {
        while let byte, !isAtLineEnd {
            try checkControl(byte)
            index += 1
        }
    }

    private mutating func newline() throws(TOMLError) {
        if take("\r"), !isAt("\n") { throw error("a carriage return without a newline") }
        index += 1
        line += 1
    }

    private func checkControl(_ byte: UInt8) throws(TOMLError) {
        guard byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") else {
            let code = "U+00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            throw error("a control character (\(code)) outside an escape")
        }
    }

    // MARK: - Tokens

    mutating func key() throws(TOMLError) -> String {
        if isAt("\"") || isAt("'") { return try string(multiline: false) }
        let start = index
        while let byte, Self.isBareKey(byte) { index += 1 }
        guard index > start else { throw error("expected a key\(found)") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// Reads a number, boolean, date or time.
    mutating func scalar() throws(TOMLError) {
        let start = index
        while let byte, !TOMLScalar.ends(before: byte) { index += 1 }
        var text = bytes[start..<index]
        while text.last == UInt8(ascii: " ") || text.last == UInt8(ascii: "\t") {
            text.removeLast()
        }
        guard !text.isEmpty else { throw error("expected a value\(found)") }
        guard TOMLScalar.isWellFormed(Array(text)) else {
            let shown = String(decoding: text.prefix(40), as: UTF8.self).debugDescription
            throw error("expected a value, found \(shown); text needs quotes")
        }
    }

    /// Reads a string of any kind and decodes its escapes.
    mutating func string(multiline: Bool) throws(TOMLError) -> String {
        let start = line
        let quote = bytes[index]
        let isBasic = isAt("\"")
        let triple = [quote, quote, quote]
        let isMultiline = multiline && bytes[index...].starts(with: triple)
        index += isMultiline ? 3 : 1
        var text: [UInt8] = []
        while let byte, isMultiline || !isAtLineEnd {
            if byte == quote, !isMultiline || bytes[index...].starts(with: triple) {
                index += isMultiline ? 3 : 1
                // Up to two quotes may stand right before the closing delimiter.
                for _ in 0..<2 where isMultiline && self.byte == quote { index += 1 }
                return String(decoding: text, as: UTF8.self)
            }
            if isBasic, isAt("\\") {
                try escape(into: &text)
            } else if isAtLineEnd {
                try newline()
            } else {
                try checkControl(byte)
                text.append(byte)
                index += 1
            }
        }
        throw error("the string that starts on line \(start) does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(TOMLError) {
        index += 1
        if isAt("u") || isAt("U") {
            return try unicodeEscape(digits: isAt("u") ? 4 : 8, into: &text)
        }
        // A backslash at the end of a line of a multi-line string continues it.
        if isAtLineEnd { return }
        guard let byte else { return }
        try checkControl(byte)
        text.append(Self.escapes[byte] ?? byte)
        index += 1
    }

    private mutating func unicodeEscape(
        digits: Int,
        into text: inout [UInt8]
    ) throws(TOMLError) {
        index += 1
        let hex = bytes[index...].prefix(digits)
        guard hex.count == digits, hex.allSatisfy(TOMLScalar.isHexDigit),
            let code = UInt32(String(decoding: hex, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw error("expected \(digits) hexadecimal digits that name a character") }
        // TOMLKit hands strings over as C strings and would cut them here.
        guard code != 0 else { throw error("a string must not contain U+0000") }
        text.append(contentsOf: String(Character(scalar)).utf8)
        index += digits
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "r"): 0x0D,
    ]

    // MARK: - Messages

    /// What stands here, as the end of a message: ", found `x`".
    var found: String {
        guard let byte else { return ", found the end of the document" }
        if isAtLineEnd { return ", found the end of the line" }
        guard (0x20...0x7E).contains(byte) else { return "" }
        return ", found `\(Character(Unicode.Scalar(byte)))`"
    }

    func error(_ message: String) -> TOMLError {
        TOMLError(file: name, line: line, message: message)
    }
}
