// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@Suite struct TextFieldTests {
    /// The field after key presses; "|" stands for the cursor.
    private func after(_ chords: String, in start: String = "") -> String {
        var field = TextField(start)
        for word in chords.split(separator: " ") {
            guard let chord = KeyChord(parsing: String(word)), field.handle(chord) else {
                return "refused \(word)"
            }
        }
        return show(field)
    }

    private func show(_ field: TextField) -> String {
        String(field.text.prefix(field.cursor)) + "|" + String(field.text.dropFirst(field.cursor))
    }

    @Test(arguments: [
        ("", "h i Space !", "hi !|"),
        ("hello", "Left Left x", "helx|lo"),
        ("hello", "Home x End y", "xhelloy|"),
        ("hello", "Backspace", "hell|"),
        ("hello", "Home Backspace", "|hello"),
        ("hello", "Home Del", "|ello"),
        ("hello", "Del", "hello|"),
        ("one two  ", "Ctrl-W", "one |"),
        ("one two", "Alt-Backspace Alt-Backspace Ctrl-W", "|"),
        ("one two", "Home Alt-d", "| two"),
        ("one two", "Ctrl-Left", "one |two"),
        ("one two", "Home Ctrl-Right Ctrl-Right", "one two|"),
        ("one two", "Left Left Ctrl-U", "|wo"),
        ("one two", "Left Left Ctrl-K", "one t|"),
        ("one", "Ctrl-A a Ctrl-E e", "aonee|"),
        ("👩‍👩‍👧‍👦é漢", "Backspace Backspace Left Right Left", "|👩‍👩‍👧‍👦"),
        ("one", "Right Right Left Left Left Left Left", "|one"),
    ])
    func keysEdit(_ start: String, _ chords: String, _ expected: String) {
        #expect(after(chords, in: start) == expected)
    }

    @Test(arguments: ["Enter", "Esc", "Tab", "Up", "Ctrl-P", "F1", "PgUp", "Alt-x"])
    func otherKeysAreLeftToTheCaller(_ name: String) throws {
        var field = TextField("text")
        let chord = try #require(KeyChord(parsing: name))
        let isTaken = field.handle(chord)
        #expect(!isTaken)
        #expect(field == TextField("text"))
    }

    @Test func pastedLinesBecomeOne() {
        var field = TextField("<>")
        _ = field.handle(KeyChord(.left))
        field.paste("a\r\nb\n\tc\u{1B}[0m\u{2028}d")
        #expect(show(field) == "<a b  c[0m d|>")
    }

    @Test func aMarkTypedAfterItsBaseJoinsIt() {
        var field = TextField("e")
        _ = field.handle(KeyChord(.character("\u{301}")))
        #expect(field.text.count == 1)
        #expect(field.cursor == 1)
        _ = field.handle(KeyChord(.backspace))
        #expect(field.text.isEmpty)
    }

    @Test func aHugePasteIsCut() {
        var field = TextField("x")
        field.paste(String(repeating: "y", count: 100_000))
        #expect(field.text.count == TextField.maximumLength)
    }

    @Test func replacingMovesTheCursorBehindTheText() {
        var field = TextField("long text")
        field.replace(with: "漢")
        #expect(show(field) == "漢|")
    }

    @Test func theCursorIsAlwaysInsideAndOnItsCharacter() {
        let area = Rect(x: 2, y: 1, width: 6, height: 1)
        var field = TextField("ab漢字cdefgh漢i")
        for _ in 0...field.text.count {
            var grid = CellBuffer(size: Size(width: 10, height: 3))
            field.render(in: area, into: &grid)
            let point = field.cursorPosition(in: area)
            #expect(point.map(area.contains) == true, "at \(field.cursor)")
            if let point, let next = field.text.dropFirst(field.cursor).first, point.x < 7 {
                #expect(grid[point.x, point.y].symbol == String(next), "at \(field.cursor)")
            }
            #expect(grid[8, 1] == .blank)
            _ = field.handle(KeyChord(.left))
        }
    }

    @Test func anEmptyFieldShowsItsPlaceholder() {
        var grid = CellBuffer(size: Size(width: 8, height: 1))
        TextField(placeholder: "type a message").render(in: grid.bounds, into: &grid)
        #expect(grid.rowText(0) == "type a m")
        #expect(TextField().cursorPosition(in: grid.bounds) == Point(x: 0, y: 0))
        #expect(TextField().cursorPosition(in: Rect(x: 0, y: 0, width: 0, height: 1)) == nil)
    }
}
