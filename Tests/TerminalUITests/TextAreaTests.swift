// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct TextAreaTests {
    private func area(_ text: String, _ chords: String...) -> TextArea {
        var area = TextArea(text)
        for chord in chords.flatMap({ $0.split(separator: " ") }) {
            guard let chord = KeyChord(parsing: String(chord)) else { continue }
            _ = area.handle(chord)
        }
        return area
    }

    @Test func enterKeepsTheIndentation() {
        let area = area("{\n  a", "Down End Enter b")
        #expect(area.text == "{\n  a\n  b")
        #expect(area.cursor == TextArea.Position(line: 2, column: 3))
    }

    @Test(arguments: [
        ("ab\ncd", "Down Backspace", "abcd"),
        ("ab\ncd", "End Delete", "abcd"),
        ("ab\ncd", "Right Ctrl-K", "a\ncd"),
        ("ab\ncd", "Ctrl-K Ctrl-K", "cd"),
        ("ab\ncd", "Down End Ctrl-U", "ab\n"),
        ("ab", "Left Backspace x", "xab"),
        ("ab", "Ctrl-End Right Delete x", "abx"),
        ("é", "Right Backspace", ""),
    ])
    func keysEdit(text: String, chords: String, expected: String) {
        #expect(area(text, chords).text == expected)
    }

    @Test func pastesKeepTheirLinesAndLoseControls() {
        var area = TextArea("x")
        area.paste("a\r\n\tb\u{1B}c\n")
        #expect(area.text == "a\n  bc\nx")
        area.paste(String(repeating: "y", count: 1 << 20))
        #expect(area.text.count <= TextArea.maximumLength + 8)
    }

    @Test(arguments: [(0, 0, 0), (3, 1, 0), (5, 1, 1), (99, 2, 1)])
    func bytesAreFound(offset: Int, line: Int, column: Int) {
        var area = TextArea("ab\né\nx")
        area.move(toByte: offset)
        #expect(area.cursor == TextArea.Position(line: line, column: column))
    }

    @Test func theCursorStaysInView() {
        let text = (0..<40).map { "line \($0) " + String(repeating: "=", count: 50) }
        var area = TextArea(text.joined(separator: "\n"))
        let place = Rect(x: 2, y: 1, width: 20, height: 5)
        var randomness = SeededGenerator(seed: 7)
        let chords = ["Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Enter", "x"]
        for _ in 0..<500 {
            guard
                let chord = chords.randomElement(using: &randomness).flatMap(
                    KeyChord.init(parsing:)
                )
            else { continue }
            _ = area.handle(chord)
            let point = area.cursorPosition(in: place)
            #expect(point.map(place.contains) == true)
        }
        var buffer = CellBuffer(size: Size(width: 30, height: 8))
        area.render(in: place, style: .plain, into: &buffer)
        #expect(buffer.rowText(0).allSatisfy { $0 == " " })
    }
}
