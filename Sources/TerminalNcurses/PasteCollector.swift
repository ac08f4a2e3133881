// SPDX-License-Identifier: Apache-2.0

/// Gathers a bracketed paste up to its end, ESC [ 201 ~.
struct PasteCollector: Sendable {
    /// How many bytes beyond the limit were dropped.
    private(set) var droppedBytes = 0
    private let limit: Int
    private var bytes: [UInt8] = []
    private var matched = 0

    private static let end = Array("\u{1B}[201~".utf8)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes one unit; returns the text when it was the last of the end mark.
    ///
    /// Keys that ncurses recognised inside the text were control sequences there, and are dropped.
    mutating func append(_ unit: KeyDecoder.Unit) -> String? {
        guard case .byte(let byte) = unit else {
            keepMatched()
            return nil
        }
        if byte != Self.end[matched] { keepMatched() }
        if byte == Self.end[matched] {
            matched += 1
        } else {
            keep(byte)
        }
        return matched == Self.end.count ? finish() : nil
    }

    /// The text so far, or all but its last bytes, with line breaks as LF.
    mutating func finish(withoutLast count: Int = 0) -> String {
        matched = 0
        if droppedBytes == 0 { bytes.removeLast(min(count, bytes.count)) }
        if droppedBytes > 0 { dropTornCharacter() }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(0x0D) else { return text }
        // Terminals send a pasted line break as the Enter key does: CR.
        return String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    }

    private mutating func keepMatched() {
        for byte in Self.end[..<matched] { keep(byte) }
        matched = 0
    }

    private mutating func keep(_ byte: UInt8) {
        if bytes.count < limit, droppedBytes == 0 {
            bytes.append(byte)
        } else {
            droppedBytes += 1
        }
    }

    /// Takes off a last character that the limit cut.
    private mutating func dropTornCharacter() {
        guard let start = bytes.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return }
        let length = UTF8.width(startedBy: bytes[start])
        if bytes.count - start < length { bytes.removeSubrange(start...) }
    }
}

extension UTF8 {
    fileprivate static func width(startedBy byte: UInt8) -> Int {
        switch byte {
        case 0xC0...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...: 4
        default: 1
        }
    }
}
