// SPDX-License-Identifier: Apache-2.0

/// Writes JSON text, placing the commas.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let asciiOnly: Bool
    private let pretty: Bool
    private var depth = 0
    /// Nothing has been written yet in the innermost container.
    private var isFirst = true
    /// The next value stands after its key.
    private var hasKey = false

    init(asciiOnly: Bool, pretty: Bool) {
        self.asciiOnly = asciiOnly
        self.pretty = pretty
    }

    mutating func beginObject() { open(UInt8(ascii: "{")) }
    mutating func endObject() { close(UInt8(ascii: "}")) }
    mutating func beginArray() { open(UInt8(ascii: "[")) }
    mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a name that needs no escapes.
    mutating func write(key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        finishKey()
    }

    mutating func write(key: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        appendEscaped(key)
        finishKey()
    }

    mutating func write(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        appendEscaped(value)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func write(base64 value: [UInt8]) {
        separate()
        let text = Base64.encode(value)
        // The rest of a message is small beside its media; doubling would waste half.
        bytes.reserveCapacity(bytes.count + text.count + 128)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func write(_ value: Bool) { writeLiteral(value ? "true" : "false") }
    mutating func write(_ value: Int64) { writeLiteral(String(value)) }
    mutating func write(_ value: Double) { writeLiteral(value.isFinite ? "\(value)" : "null") }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeLiteral("null")
        case .bool(let value): write(value)
        case .integer(let value): write(value)
        case .double(let value): write(value)
        case .string(let value): write(value)
        case .array(let values):
            beginArray()
            for value in values { write(value) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                write(key: member.key)
                write(member.value)
            }
            endObject()
        }
    }

    private mutating func writeLiteral(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        isFirst = true
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if pretty, !isFirst { breakLine() }
        bytes.append(bracket)
        isFirst = false
    }

    private mutating func finishKey() {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        if pretty { bytes.append(UInt8(ascii: " ")) }
        hasKey = true
    }

    private mutating func separate() {
        defer {
            hasKey = false
            isFirst = false
        }
        guard !hasKey else { return }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        if pretty, depth > 0 { breakLine() }
    }

    private mutating func breakLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            let raw = UnsafeRawBufferPointer(buffer)
            var position = 0
            while position < raw.count {
                let end = PlainText.end(in: raw, from: position)
                bytes.append(contentsOf: raw[position..<end])
                guard end < raw.count else { return }
                position = appendSpecial(in: raw, at: end)
            }
        }
    }

    /// Appends one character that is not plain; returns the position after it.
    private mutating func appendSpecial(
        in raw: UnsafeRawBufferPointer,
        at position: Int
    ) -> Int {
        let byte = raw[position]
        guard byte < 0x80 else {
            let end = raw[(position + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? raw.count
            let scalar = String(decoding: raw[position..<end], as: UTF8.self)
            guard asciiOnly || scalar.unicodeScalars.contains(where: isHidden) else {
                bytes.append(contentsOf: raw[position..<end])
                return end
            }
            for unit in scalar.utf16 { appendUnicodeEscape(unit) }
            return end
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
        default: appendUnicodeEscape(UInt16(byte))
        }
        return position + 1
    }

    /// Whether a reader would not see a character, or a terminal would obey it.
    private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Emoji, Arabic and Indic writing need their joiners.
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }

    private mutating func appendUnicodeEscape(_ unit: UInt16) {
        bytes.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] as [UInt16] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 0x0F)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
