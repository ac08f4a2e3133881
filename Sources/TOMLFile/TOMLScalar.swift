// SPDX-License-Identifier: Apache-2.0

/// The grammar of numbers, booleans, dates and times; their values are left to the parser.
enum TOMLScalar {
    /// Longer ones overflow the window in which the parser tells the kinds apart.
    private static let maximumLength = 64

    static func ends(before byte: UInt8) -> Bool {
        byte < 0x20 && byte != UInt8(ascii: "\t") || ",]}#".utf8.contains(byte)
    }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    static func isWellFormed(_ text: [UInt8]) -> Bool {
        guard text.count <= maximumLength else { return false }
        let word = String(decoding: text, as: UTF8.self)
        return ["true", "false"].contains(word) || isNumber(text[...]) || isDateOrTime(text[...])
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    // MARK: - Numbers

    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        switch String(decoding: text.prefix(2), as: UTF8.self) {
        case "0x": return isDigits(text.dropFirst(2), isHexDigit)
        case "0o": return isDigits(text.dropFirst(2)) { isDigit($0) && $0 < UInt8(ascii: "8") }
        case "0b": return isDigits(text.dropFirst(2)) { isDigit($0) && $0 < UInt8(ascii: "2") }
        default: break
        }
        let unsigned = unsigned(text)
        if ["inf", "nan"].contains(String(decoding: unsigned, as: UTF8.self)) { return true }
        let parts = unsigned.split(maxSplits: 1, omittingEmptySubsequences: false) {
            $0 | 0x20 == UInt8(ascii: "e")
        }
        if parts.count == 2, !isDigits(TOMLScalar.unsigned(parts[1]), isDigit) { return false }
        let mantissa = parts[0].split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard mantissa.allSatisfy({ isDigits($0, isDigit) }) else { return false }
        return mantissa[0].count == 1 || mantissa[0].first != UInt8(ascii: "0")
    }

    private static func unsigned(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    }

    /// Whether the text is digits with single underscores between them.
    private static func isDigits(
        _ text: ArraySlice<UInt8>,
        _ isDigit: (UInt8) -> Bool
    ) -> Bool {
        text.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    // MARK: - Dates and times

    private static func isDateOrTime(_ text: ArraySlice<UInt8>) -> Bool {
        guard let afterDate = match("dddd-dd-dd", text) else { return isTime(text, offset: false) }
        guard let separator = afterDate.first else { return true }
        return "Tt ".utf8.contains(separator) && isTime(afterDate.dropFirst(), offset: true)
    }

    private static func isTime(_ text: ArraySlice<UInt8>, offset: Bool) -> Bool {
        guard var rest = match("dd:dd:dd", text) else { return false }
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard offset, let first = rest.first else { return rest.isEmpty }
        if first | 0x20 == UInt8(ascii: "z") { return rest.count == 1 }
        return "+-".utf8.contains(first) && match("dd:dd", rest.dropFirst())?.isEmpty == true
    }

    /// What follows a shape in which `d` is a digit, or `nil` when the text has another.
    private static func match(
        _ shape: String,
        _ text: ArraySlice<UInt8>
    ) -> ArraySlice<UInt8>? {
        guard text.count >= shape.utf8.count else { return nil }
        let fits = zip(shape.utf8, text).allSatisfy {
            $0 == UInt8(ascii: "d") ? isDigit($1) : $0 == $1
        }
        return fits ? text.dropFirst(shape.utf8.count) : nil
    }
}
