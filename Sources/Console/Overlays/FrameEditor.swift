// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import TerminalUI

/// A frame that the person writes, to be sent as it stands.
package struct FrameEditor: Sendable {
    package internal(set) var area: TextArea
    /// What is wrong with the text, or doubtful; nil until sending was tried.
    var remark: Remark?

    /// What is said about the text.
    struct Remark: Equatable {
        var text: String
        /// Whether sending again sends it all the same.
        var isDoubt: Bool
    }

    init(_ text: String) {
        area = TextArea(text)
    }

    /// What a first frame begins with.
    static let template = """
        {
          "clientContent": {
            "turns": [{"role": "user", "parts": [{"text": "Hello"}]}],
            "turnComplete": true
          }
        }
        """

    /// A payload as it is edited: JSON with a member a line, else as it is.
    ///
    /// What a terminal cannot show is written in escapes.
    static func text(of payload: [UInt8], glyphs: GlyphSet) -> String {
        guard let value = try? JSONValue(parsing: payload) else {
            return TerminalText.sanitized(String(decoding: payload, as: UTF8.self), glyphs: glyphs)
        }
        let text = value.text(pretty: true)
        if TerminalText.sanitized(text, glyphs: glyphs) == text { return text }
        return String(decoding: value.serialized(asciiOnly: true, pretty: true), as: UTF8.self)
    }

    mutating func type(_ chord: KeyChord) {
        if area.handle(chord) { remark = nil }
    }

    mutating func paste(_ text: String) {
        area.paste(text)
        remark = nil
    }

    /// The bytes to send; nil when something is to be looked at first, which is then said.
    mutating func payload() -> [UInt8]? {
        let bytes = Array(area.text.utf8)
        do throws(JSONError) {
            let message = try MessageCodec().decodeClient(bytes)
            if remark?.isDoubt == true { return bytes }
            guard let doubt = Self.doubt(about: message) else { return bytes }
            remark = Remark(text: doubt, isDoubt: true)
        } catch {
            area.move(toByte: error.offset)
            let (line, column) = (area.cursor.line + 1, area.cursor.column + 1)
            remark = Remark(text: "line \(line), column \(column): \(error.reason)", isDoubt: false)
        }
        return nil
    }

    private static func doubt(about message: LiveClientMessage) -> String? {
        let unknown = message.unknown.prefix(3).map(\.path)
        if !unknown.isEmpty { return "the API knows no \(unknown.joined(separator: ", "))" }
        if let issue = message.issues.first { return "\(issue)" }
        return message.kinds.isEmpty ? "no message of the API's is in it" : nil
    }
}

/// Draws the editor of a frame.
struct FrameEditorBox: Widget {
    let editor: FrameEditor
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String
    let sendKey: String

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let inner = OverlayBox(
            title: "Compose a frame",
            footer: footer,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: Self.box(in: area), into: &buffer)
        editor.area.render(in: Self.text(in: inner), style: theme.ground, into: &buffer)
        guard let remark = editor.remark, inner.height > 1 else { return }
        let words = remark.isDoubt ? "\(remark.text); \(sendKey) again sends it" : remark.text
        let mark = remark.isDoubt ? glyphs.table.warning : glyphs.table.failed
        let safe = TerminalText.sanitized("\(mark) \(words)", glyphs: glyphs, newlines: .marked)
        let row = inner.row(inner.height - 1)
        let cut = TerminalText.truncated(safe, columns: row.width, glyphs: glyphs)
        let style = theme.style(remark.isDoubt ? .warn : .error)
        buffer.put(cut, x: row.x, y: row.y, style: style, maxWidth: row.width)
    }

    /// Where the cursor stands.
    func cursor(in area: Rect) -> Point? {
        let inner = Self.box(in: area).inset(horizontal: 2, vertical: 1)
        return editor.area.cursorPosition(in: Self.text(in: inner))
    }

    private static func box(in area: Rect) -> Rect {
        OverlayBox.area(in: area, width: 100, lines: max(area.height - 8, 4))
    }

    /// The last row is for what is said about the text.
    private static func text(in inner: Rect) -> Rect {
        Rect(x: inner.x, y: inner.y, width: inner.width, height: max(inner.height - 1, 1))
    }
}
