// SPDX-License-Identifier: Apache-2.0

import Glibc
import TerminalUI
import TestSupport
import Testing

@testable import TerminalNcurses

/// ncurses on a pseudo-terminal; in one suite, one after the other, since it has one screen.
@MainActor
@Suite(.serialized)
struct NcursesTerminalTests {
    private let window: PseudoTerminal

    init() throws {
        window = try PseudoTerminal(columns: 40, rows: 6)
    }

    private func open(
        _ options: TerminalOptions = TerminalOptions(),
        type: String = "xterm-256color"
    ) throws -> NcursesTerminal {
        try NcursesTerminal(
            options: options,
            environment: TerminalEnvironment(variables: ["TERM": type]),
            input: window.programEnd,
            output: window.programEnd
        )
    }

    private func show(
        _ text: String,
        on terminal: NcursesTerminal,
        _ style: Style = .plain
    ) async throws {
        var buffer = CellBuffer(size: terminal.size)
        buffer.put(text, x: 1, y: 1, style: style)
        terminal.present(buffer, cursor: nil)
        try await window.wait(for: "frame") { $0.rows[1].trimmed == text.trimmed }
    }

    /// Waits until the typed bytes have crossed the terminal, then takes what they mean.
    private func events(_ terminal: NcursesTerminal, typing text: String) -> [InputEvent] {
        window.type(text)
        var waiting = pollfd(fd: window.programEnd, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 10_000)
        return terminal.pollInput()
    }

    @Test
    func closingGivesBackScreenAndModes() async throws {
        let before = window.modes
        let terminal = try open(TerminalOptions(mouse: true, focusEvents: true))
        try await show("hello", on: terminal)
        #expect(window.screen.isAlternate && !window.screen.isCursorVisible)
        #expect(window.screen.privateModes.isSuperset(of: [1000, 1002, 1004, 1006, 2004]))
        #expect(!window.modes.echoes && !window.modes.isCanonical)
        terminal.close()
        try await window.wait(for: "main screen") { !$0.isAlternate && $0.isCursorVisible }
        try await window.wait(for: "modes off") {
            $0.privateModes.isDisjoint(with: [1000, 1002, 1003, 1004, 1006, 2004, 2026])
        }
        #expect(window.modes == before)
    }

    @Test
    func frameShowsTextBordersAndWideCharacters() async throws {
        let terminal = try open()
        defer { terminal.close() }
        #expect(terminal.size == Size(width: 40, height: 6))
        #expect(terminal.glyphs == .unicode)
        try await show("╭─ 日本語 é e\u{301} ─╮", on: terminal)
    }

    @Test
    func unchangedFrameWritesNothingAndAChangeWritesLittle() async throws {
        let terminal = try open()
        defer { terminal.close() }
        try await show("first", on: terminal)
        let before = window.output.count
        var buffer = CellBuffer(size: terminal.size)
        buffer.put("first", x: 1, y: 1)
        terminal.present(buffer, cursor: nil)
        buffer.put("F", x: 1, y: 1)
        terminal.present(buffer, cursor: nil)
        try await window.wait(for: "change") { $0.rows[1] == " First" }
        #expect(window.output.count - before < 60)
    }

    @Test
    func everyFrameIsSynchronized() async throws {
        let terminal = try open()
        defer { terminal.close() }
        try await show("frame", on: terminal)
        try await window.wait(for: "end of frame") { !$0.privateModes.contains(2026) }
        let output = String(decoding: window.output, as: UTF8.self)
        let begin = try #require(output.firstRange(of: "\u{1B}[?2026h"))
        let text = try #require(output.firstRange(of: "frame"))
        let end = try #require(output.firstRange(of: "\u{1B}[?2026l"))
        #expect(begin.upperBound <= text.lowerBound && text.upperBound <= end.lowerBound)
    }

    @Test
    func cursorIsShownWhereAskedAndHiddenOtherwise() async throws {
        let terminal = try open()
        defer { terminal.close() }
        let buffer = CellBuffer(size: terminal.size)
        terminal.present(buffer, cursor: Point(x: 7, y: 3))
        try await window.wait(for: "cursor") { $0.isCursorVisible && $0.cursor == (7, 3) }
        terminal.present(buffer, cursor: Point(x: 70, y: 3))
        try await window.wait(for: "no cursor") { !$0.isCursorVisible }
    }

    @Test
    func stylesReachTheScreen() async throws {
        let terminal = try open()
        defer { terminal.close() }
        let style = Style(
            foreground: .indexed(208),
            background: .ansi(4),
            modifiers: [.bold, .italic, .underline, .reverse]
        )
        try await show("styled", on: terminal, style)
        let rendition = window.screen.cell(x: 1, y: 1).rendition
        #expect(rendition.foreground == 208 && rendition.background == 4)
        #expect(rendition.isBold && rendition.isItalic)
        #expect(rendition.isUnderlined && rendition.isReversed)
        #expect(window.screen.cell(x: 0, y: 1).rendition.background == nil)
    }

    @Test
    func monochromeKeepsModifiersAndSendsNoColour() async throws {
        let terminal = try open(TerminalOptions(colors: .never))
        defer { terminal.close() }
        #expect(terminal.colorDepth == .mono)
        try await show("grey", on: terminal, Style(foreground: .ansi(1), modifiers: .bold))
        #expect(window.screen.cell(x: 1, y: 1).rendition.foreground == nil)
        #expect(window.screen.cell(x: 1, y: 1).rendition.isBold)
    }

    @Test
    func moreColoursThanPairsAreShownFrameByFrame() async throws {
        let terminal = try open(type: "xterm")
        defer { terminal.close() }
        // 8 × 8 combinations fit the 63 pairs of this terminal, but not beside those with defaults.
        for background in 0..<8 {
            var buffer = CellBuffer(size: terminal.size)
            for color in 0..<8 {
                let style = Style(
                    foreground: .ansi(UInt8(color)),
                    background: background == 0 ? nil : .ansi(UInt8(background))
                )
                buffer.put("\(background)", x: color, y: 0, style: style)
                buffer.put("x", x: color, y: 2, style: Style(foreground: style.background))
            }
            terminal.present(buffer, cursor: nil)
        }
        try await window.wait(for: "last frame") {
            $0.rows[0] == "77777777" && $0.rows[2] == "xxxxxxxx"
        }
        for color in 0..<8 {
            #expect(window.screen.cell(x: color, y: 0).rendition.foreground == color)
            #expect(window.screen.cell(x: color, y: 0).rendition.background == 7)
        }
    }

    @Test
    func sizeFollowsTheTerminalDownToOneCellAndBack() async throws {
        let terminal = try open()
        defer { terminal.close() }
        try await show("before", on: terminal)
        for (columns, rows) in [(1, 1), (2, 1), (1, 3), (80, 24)] {
            window.resize(columns: columns, rows: rows)
            #expect(terminal.resizeToTerminal() == Size(width: columns, height: rows))
            var buffer = CellBuffer(size: terminal.size)
            buffer.put(String(repeating: "日", count: columns) + "x", x: 0, y: 0)
            terminal.present(buffer, cursor: Point(x: 0, y: 0))
        }
        try await show("after", on: terminal)
    }

    @Test
    func bufferLargerThanTheScreenIsClipped() async throws {
        let terminal = try open()
        defer { terminal.close() }
        var buffer = CellBuffer(size: Size(width: 60, height: 9))
        buffer.put(String(repeating: "a", count: 39) + "日z", x: 0, y: 0)
        buffer.put(String(repeating: "b", count: 60), x: 0, y: 8)
        buffer.put("end", x: 0, y: 5)
        terminal.present(buffer, cursor: nil)
        try await window.wait(for: "last row") { $0.rows[5] == "end" }
        #expect(window.screen.rows[0] == String(repeating: "a", count: 39))
        #expect(window.screen.rows[1].isEmpty)
    }

    @Test
    func invalidatedScreenIsPaintedWhole() async throws {
        let terminal = try open()
        defer { terminal.close() }
        try await show("frame", on: terminal)
        _ = window.programEnd.writeText("\u{1B}[2J\u{1B}[2;2Hnoise")
        try await window.wait(for: "noise")
        terminal.invalidate()
        try await show("frame", on: terminal)
    }

    @Test
    func keysArriveAsChords() throws {
        let terminal = try open()
        defer { terminal.close() }
        #expect(events(terminal, typing: "q") == [.key(KeyChord(.character("q")))])
        #expect(events(terminal, typing: "\u{1B}OA") == [.key(KeyChord(.up))])
        #expect(events(terminal, typing: "\u{1B}[1;5C") == [.key(KeyChord(.right, control: true))])
        #expect(
            events(terminal, typing: "\u{1B}[1;2P") == [.key(KeyChord(.function(1), shift: true))]
        )
        #expect(events(terminal, typing: "\u{1B}x") == [.key(KeyChord(.character("x"), alt: true))])
        #expect(events(terminal, typing: "\u{1B}") == [.key(KeyChord(.escape))])
        #expect(
            events(terminal, typing: "\u{03}") == [.key(KeyChord(.character("c"), control: true))]
        )
        #expect(events(terminal, typing: "\u{1B}[200~日\r\u{1B}[201~") == [.paste("日\n")])
    }

    @Test
    func characterCutByTheLineIsNotLost() throws {
        let terminal = try open()
        defer { terminal.close() }
        window.type([0xE2, 0x82])
        var waiting = pollfd(fd: window.programEnd, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 10_000)
        #expect(terminal.pollInput().isEmpty)
        window.type([0xAC])
        poll(&waiting, 1, 10_000)
        #expect(terminal.pollInput() == [.key(KeyChord(.character("€")))])
    }

    @Test
    func mouseIsReportedWhileCaptured() throws {
        let terminal = try open()
        defer { terminal.close() }
        terminal.setMouseCapture(true)
        #expect(
            events(terminal, typing: "\u{1B}[<0;3;2M\u{1B}[<32;4;2M\u{1B}[<0;4;2m\u{1B}[<65;1;1M")
                == [
                    .mouse(MouseEvent(.press(.left), at: Point(x: 2, y: 1))),
                    .mouse(MouseEvent(.drag(.left), at: Point(x: 3, y: 1))),
                    .mouse(MouseEvent(.release(.left), at: Point(x: 3, y: 1))),
                    .mouse(MouseEvent(.wheelDown, at: Point(x: 0, y: 0))),
                ]
        )
    }

    @Test(arguments: ["", "dumb", "no-such-terminal"])
    func unusableTypesAreRefusedBeforeAnythingChanges(type: String) throws {
        let before = window.modes
        #expect(throws: TerminalError.self) { try open(type: type) }
        #expect(window.modes == before && window.output.isEmpty)
    }

    @Test
    func pipesAreRefused() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let environment = TerminalEnvironment(variables: ["TERM": "xterm"])
        #expect(throws: TerminalError.notATerminal(.input)) {
            try TerminalGuard.check(environment: environment, input: ends[0], output: ends[1])
        }
        #expect(throws: TerminalError.notATerminal(.output)) {
            try TerminalGuard.check(
                environment: environment,
                input: window.programEnd,
                output: ends[1]
            )
        }
        #expect("\(TerminalError.notATerminal(.output))".contains("--plain"))
    }
}

extension String {
    fileprivate var trimmed: Substring {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Int32 {
    /// Writes to this descriptor behind ncurses' back.
    fileprivate func writeText(_ text: String) -> Int {
        write(self, text, text.utf8.count)
    }
}
