// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@MainActor
@Suite struct MemoryTerminalTests {
    private let terminal = MemoryTerminal(size: Size(width: 6, height: 2))

    private func show(_ text: String, style: Style = .plain, on terminal: MemoryTerminal) {
        var frame = CellBuffer(size: terminal.size)
        frame.put(text, x: 0, y: 0, style: style)
        terminal.present(frame, cursor: Point(x: 1, y: 1))
    }

    @Test func showsTheFrame() {
        show("漢a", on: terminal)
        #expect(terminal.rows == ["漢a", ""])
        #expect(terminal.cursor == Point(x: 1, y: 1))
        #expect(terminal.frameCount == 1)
    }

    @Test func anUnchangedFrameDrawsNothing() {
        show("same", on: terminal)
        show("same", on: terminal)
        #expect(terminal.lastRuns.isEmpty)
        terminal.invalidate()
        show("same", on: terminal)
        #expect(terminal.lastRuns.count == 2)
    }

    @Test func coloursAreThoseOfItsDepth() {
        let terminal = MemoryTerminal(size: Size(width: 6, height: 2), colorDepth: .ansi16)
        show("x", style: Style(foreground: .rgb(255, 0, 0)), on: terminal)
        #expect(terminal.screen[0, 0].style.foreground == .ansi(9))
    }

    @Test func inputIsDrainedOnceInOrder() {
        #expect(terminal.press("t Ctrl-P Nonsense Enter") == ["Nonsense"])
        terminal.type("x\n")
        terminal.send(.paste("text"), .focus(false))
        let keys: [KeyChord] = [
            KeyChord(.character("t")), KeyChord(.character("p"), control: true), KeyChord(.enter),
            KeyChord(.character("x")), KeyChord(.enter),
        ]
        #expect(
            terminal.pollInput() == keys.map { .key($0) } + [.paste("text"), .focus(false)]
        )
        #expect(terminal.pollInput().isEmpty)
    }

    @Test func resizingClearsAndReports() {
        show("text", on: terminal)
        terminal.resize(to: Size(width: 3, height: 1))
        #expect(terminal.pollInput() == [.resize(Size(width: 3, height: 1))])
        #expect(terminal.rows == [""])
        show("text", on: terminal)
        #expect(terminal.rows == ["tex"])
    }

    @Test func dumpsRowsThenStyles() {
        show("hi", style: Style(foreground: .ansi(2), modifiers: .bold), on: terminal)
        #expect(terminal.dump() == "hi\n\n----\n0: 0..<2 fg=ansi:2 bold\n")
    }
}
