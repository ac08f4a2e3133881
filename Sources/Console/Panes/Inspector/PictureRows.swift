// SPDX-License-Identifier: Apache-2.0

import Pictures
import TerminalUI

/// The Picture tab: the figures of the pictures in a frame, and what they show.
struct PictureRows: InspectorContent {
    private enum Row {
        case words(RoleLine)
        /// A row of cells of a preview.
        case cells(Int, of: Size, Thumbnail, PictureHeader)
    }

    private var rows: [Row] = []
    private let glyphs: GlyphSet

    /// A preview has at least this many rows, even if one has to scroll for them.
    private static let leastRows = 4

    init(frame: InspectedFrame, area: Size, glyphs: GlyphSet) {
        self.glyphs = glyphs
        guard !frame.entry.pictures.isEmpty else {
            let text = "No picture in this frame. The filter is:picture lists those that have one."
            rows = RoleLine.wrapped(text, .muted, width: area.width).map { .words($0) }
            return
        }
        for picture in frame.entry.pictures { add(picture, area) }
    }

    var count: Int { rows.count }

    func row(_ index: Int) -> RoleLine {
        if case .words(let line) = rows[index] { line } else { RoleLine() }
    }

    func line(_ index: Int, _ theme: Theme) -> Line {
        switch rows[index] {
        case .words(let line):
            line.line(theme)
        case .cells(let row, let size, let thumbnail, let header):
            PicturePreview(thumbnail: thumbnail, header: header, theme: theme, glyphs: glyphs)
                .line(row, of: size)
        }
    }

    /// Format, size and cost in a line.
    static func words(_ picture: FramePicture) -> String {
        let what = picture.header.map { "\($0.format.rawValue) \($0.width)x\($0.height)" }
        let tokens = picture.tokens.map { ", about \(TimeText.grouped($0)) tokens" } ?? ""
        return "\(what ?? "neither JPEG nor PNG"), \(TimeText.short(picture.byteCount)) B\(tokens)"
    }

    private mutating func add(_ picture: FramePicture, _ area: Size) {
        let facts = facts(of: picture)
        rows += facts.map { label, text, role in
            let blanks = String(repeating: " ", count: 9 - label.count)
            return .words(RoleLine([(label + blanks, .muted), (text, role)]))
        }
        guard case .decoded(let thumbnail) = picture.look, let header = picture.header else {
            if let note = note(on: picture.look) {
                rows += RoleLine.wrapped(note, .muted, width: area.width).map { .words($0) }
            }
            return
        }
        let room = Size(
            width: area.width,
            height: max(area.height - facts.count, Self.leastRows)
        )
        let size = PicturePreview.size(of: header, in: room)
        rows += (0..<size.height).map { .cells($0, of: size, thumbnail, header) }
    }

    private func facts(
        of picture: FramePicture
    ) -> [(label: String, text: String, role: ThemeRole)] {
        let type = TerminalText.sanitized(picture.mimeType, glyphs: glyphs, newlines: .marked)
        let format = picture.header.map { header in
            let size = "\(TimeText.grouped(header.width)) x \(TimeText.grouped(header.height))"
            let odd = picture.isMisnamed ? " \(glyphs.table.warning) not what its type says" : ""
            return "\(header.format.rawValue), \(size) pixels\(odd)"
        }
        let isOdd = picture.header == nil || picture.isMisnamed
        var facts: [(String, String, ThemeRole)] = [
            ("type", type, .foreground),
            ("format", format ?? "neither JPEG nor PNG", isOdd ? .warn : .foreground),
            ("size", "\(TimeText.grouped(picture.byteCount)) bytes", .foreground),
        ]
        if let tokens = picture.tokens {
            facts.append(("tokens", "about \(TimeText.grouped(tokens))", .tokensVideo))
        }
        return facts
    }

    private func note(on look: FramePicture.Look) -> String? {
        switch look {
        case .encoded, .decoded:
            nil
        case .undecodable(let reason):
            "What it shows cannot be told: \(reason)."
        case .tooLarge:
            "It is too large to be kept for a look; a recording has it."
        case .gone:
            "What it shows was let go of: the newest pictures take its room. "
                + "A recording keeps them all."
        }
    }
}
