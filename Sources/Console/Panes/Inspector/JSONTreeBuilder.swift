// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TerminalUI

/// Walks a value once and makes the rows of what is not folded away.
struct JSONTreeBuilder {
    private(set) var rows: [JSONTree.Row] = []
    private let cuts: [Int: Int]
    private let toggled: Set<Int>
    private let width: Int
    private let glyphs: GlyphSet
    private var node = 0
    private var string = 0

    /// Branches with more children than these are folded at first, but for the outermost two.
    private static let manyChildren = 40
    /// Characters of one text that are laid out.
    private static let maximumText = 20_000

    init(cuts: [FramePayload.Cut], toggled: Set<Int>, width: Int, glyphs: GlyphSet) {
        self.cuts = Dictionary(cuts.map { ($0.string, $0.count) }) { first, _ in first }
        self.toggled = toggled
        self.width = width
        self.glyphs = glyphs
    }

    /// Adds a value and all in it; what is folded away only counts.
    mutating func add(
        _ value: JSONValue,
        label: String?,
        depth: Int,
        parent: Int?,
        isVisible: Bool
    ) {
        let own = node
        node += 1
        switch value {
        case .object(let object):
            let count = "{\(object.count)}"
            let isOpen = branch(count, object.count, label, depth, own, parent, isVisible)
            for member in object.members {
                string += 1
                add(
                    member.value,
                    label: member.key,
                    depth: depth + 1,
                    parent: own,
                    isVisible: isVisible && isOpen
                )
            }
        case .array(let values):
            let count = "[\(values.count)]"
            let isOpen = branch(count, values.count, label, depth, own, parent, isVisible)
            for (index, value) in values.enumerated() {
                add(
                    value,
                    label: "\(index)",
                    depth: depth + 1,
                    parent: own,
                    isVisible: isVisible && isOpen
                )
            }
        case .string(let text):
            let missing = cuts[string] ?? 0
            string += 1
            guard isVisible else { return }
            addText(text, missing: missing, label, depth, own, parent)
        case .null, .bool, .integer, .double:
            guard isVisible else { return }
            let (text, role) = Self.scalar(value)
            let pieces = lead(label, depth, mark: nil) + [(text, role)]
            rows.append(.init(node: own, parent: parent, line: RoleLine(pieces)))
        }
    }

    /// A value that is neither text nor branch, and its role.
    static func scalar(_ value: JSONValue) -> (String, ThemeRole) {
        let role: ThemeRole =
            switch value {
            case .null: .jsonNull
            case .bool: .jsonBoolean
            default: .jsonNumber
            }
        return (value.text(pretty: false), role)
    }

    /// Adds the row of a branch and returns whether its children are shown.
    private mutating func branch(
        _ count: String,
        _ children: Int,
        _ label: String?,
        _ depth: Int,
        _ own: Int,
        _ parent: Int?,
        _ isVisible: Bool
    ) -> Bool {
        let isFoldedAtFirst = depth > 1 && children > Self.manyChildren
        let isFolded = isFoldedAtFirst != toggled.contains(own)
        guard isVisible else { return false }
        let pieces = lead(label, depth, mark: children > 0 ? isFolded : nil) + [(count, .muted)]
        rows.append(
            .init(
                node: own,
                parent: parent,
                isFolded: children > 0 ? isFolded : nil,
                line: RoleLine(pieces)
            )
        )
        return !isFolded
    }

    private mutating func addText(
        _ text: String,
        missing: Int,
        _ label: String?,
        _ depth: Int,
        _ own: Int,
        _ parent: Int?
    ) {
        if missing > 0 || Base64Text.isLikely(text) {
            let characters = text.utf8.count + missing
            let size = Base64Text.decodedCount(characters: characters, ending: text)
            let start = "\(text.prefix(12))\(glyphs.table.ellipsis)"
            let words = "\(start) base64, \(TimeText.grouped(size)) B"
            let pieces = lead(label, depth, mark: nil) + [(words, ThemeRole.jsonBase64)]
            rows.append(.init(node: own, parent: parent, line: RoleLine(pieces)))
            return
        }
        let shown = sanitized(String(text.prefix(Self.maximumText)), newlines: .marked)
        let plain = lead(label, depth, mark: nil) + [("\"\(shown)\"", ThemeRole.jsonString)]
        let line = RoleLine(plain)
        // A text is a branch when it is longer than its row.
        guard TextWidth.columns(of: line.text) > width else {
            rows.append(.init(node: own, parent: parent, line: line))
            return
        }
        let isFolded = !toggled.contains(own)
        let head = lead(label, depth, mark: isFolded)
        guard !isFolded else {
            let pieces = head + [("\"\(shown)\"", ThemeRole.jsonString)]
            rows.append(.init(node: own, parent: parent, isFolded: true, line: RoleLine(pieces)))
            return
        }
        let count = "\(TimeText.grouped(text.count)) characters"
        rows.append(
            .init(
                node: own,
                parent: parent,
                isFolded: false,
                line: RoleLine(head + [(count, .muted)])
            )
        )
        addLines(of: text, depth + 1, own)
    }

    /// The lines of an unfolded text.
    private mutating func addLines(of text: String, _ depth: Int, _ own: Int) {
        let indent = min(2 * depth + 3, width / 2)
        let words = sanitized(String(text.prefix(Self.maximumText)), newlines: .kept)
        var lines = Paragraph(Text(words)).lines(width: max(width - indent, 1)).map(\.text)
        if text.count > Self.maximumText {
            lines.append("\(TimeText.grouped(text.count - Self.maximumText)) more; y copies all")
        }
        let blanks = String(repeating: " ", count: indent)
        rows += lines.map { line in
            .init(node: own, parent: own, line: RoleLine([(blanks, .muted), (line, .jsonString)]))
        }
    }

    /// What stands before a value: the pointer's column, the depth, the fold mark and the name.
    private func lead(
        _ label: String?,
        _ depth: Int,
        mark isFolded: Bool?
    ) -> [(String, ThemeRole)] {
        let table = glyphs.table
        let mark = isFolded.map { String($0 ? table.branch : table.openBranch) } ?? " "
        let indent = String(repeating: " ", count: min(1 + 2 * depth, width / 2))
        guard let label else { return [(indent + mark + " ", .muted)] }
        let name = sanitized(String(label.prefix(200)), newlines: .marked)
        return [(indent + mark + " ", .muted), (name, .jsonKey), (": ", .muted)]
    }

    private func sanitized(_ text: String, newlines: TerminalText.Newlines) -> String {
        TerminalText.sanitized(text, glyphs: glyphs, newlines: newlines)
    }
}
