// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The Raw tab: the payload as text, as many bytes a row as columns.
struct RawRows: InspectorContent {
    private let stretches: PayloadStretches
    private let glyphs: GlyphSet

    init(_ payload: FramePayload, width: Int, glyphs: GlyphSet) {
        // One column to spare for a wide character that begins in the last one.
        stretches = PayloadStretches(payload, perRow: max(width - 1, 1))
        self.glyphs = glyphs
    }

    var count: Int { stretches.rowCount }

    func row(_ index: Int) -> RoleLine {
        switch stretches.row(index) {
        case .missing(let count):
            let words = "\(TimeText.grouped(count)) bytes of base64 not kept"
            return RoleLine("\(glyphs.table.ellipsis) \(words)", .jsonBase64)
        case .bytes(let range, _):
            let bytes = stretches.payload.bytes
            let start = Self.scalarStart(from: range.lowerBound, in: bytes)
            let end = Self.scalarStart(from: range.upperBound, in: bytes)
            let text = String(decoding: bytes[start..<max(end, start)], as: UTF8.self)
            return RoleLine(
                TerminalText.sanitized(text, glyphs: glyphs, newlines: .marked),
                .foreground
            )
        }
    }

    /// The first place from `index` on where a character begins; a row ends where the next begins.
    private static func scalarStart(from index: Int, in bytes: [UInt8]) -> Int {
        var index = index
        let end = min(index + 3, bytes.count)
        while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
        return index
    }
}
