// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The Hex tab: offsets, bytes and their ASCII.
struct HexRows: InspectorContent {
    private let stretches: PayloadStretches
    private let glyphs: GlyphSet
    private let perRow: Int

    init(_ payload: FramePayload, width: Int, glyphs: GlyphSet) {
        perRow = [32, 16, 8, 4].first { Self.columns(perRow: $0) <= width } ?? 2
        stretches = PayloadStretches(payload, perRow: perRow)
        self.glyphs = glyphs
    }

    /// `00000010  7b 22 74 6f  {"to`.
    private static func columns(perRow: Int) -> Int { 8 + 2 + 3 * perRow + 1 + perRow }

    var count: Int { stretches.rowCount }

    func row(_ index: Int) -> RoleLine {
        switch stretches.row(index) {
        case .missing(let count):
            let words = "\(TimeText.grouped(count)) bytes not kept"
            return RoleLine("\(glyphs.table.ellipsis) \(words)", .jsonBase64)
        case .bytes(let range, let offset):
            let bytes = stretches.payload.bytes[range]
            let hex = bytes.map { Self.digits($0, 2) }.joined(separator: " ")
            let blanks = String(repeating: " ", count: 3 * perRow - hex.count + 1)
            let text = bytes.map {
                (0x20..<0x7F).contains($0) ? Character(Unicode.Scalar($0)) : "."
            }
            return RoleLine([
                (Self.digits(offset, 8) + "  ", .jsonHexOffset),
                (hex + blanks, .foreground),
                (String(text), .muted),
            ])
        }
    }

    private static func digits(_ number: some BinaryInteger, _ count: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(count - digits.count, 0)) + digits
    }
}
