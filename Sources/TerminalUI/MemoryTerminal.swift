// SPDX-License-Identifier: Apache-2.0

/// A terminal that keeps its screen in memory and takes its input from a script.
///
/// Its screen is built from the differences between frames, as a real one is.
@MainActor
package final class MemoryTerminal: TerminalBackend {
    package private(set) var size: Size
    package let colorDepth: ColorDepth
    package let glyphs: GlyphSet
    /// What the screen shows; blank before the first frame.
    package private(set) var screen: CellBuffer
    /// Where the cursor stands; `nil` when hidden.
    package private(set) var cursor: Point?
    /// How many frames were shown.
    package private(set) var frameCount = 0
    /// What the frame shown last changed.
    package private(set) var lastRuns: [CellRun] = []
    /// Whether the mouse is reported.
    package private(set) var isMouseCaptured = false
    private var lastFrame: CellBuffer?
    private var input: [InputEvent] = []

    package init(
        size: Size,
        colorDepth: ColorDepth = .trueColor,
        glyphs: GlyphSet = .unicode
    ) {
        self.size = size
        self.colorDepth = colorDepth
        self.glyphs = glyphs
        screen = CellBuffer(size: size)
    }

    package func present(_ buffer: CellBuffer, cursor: Point?) {
        lastRuns = CellDiff.runs(from: lastFrame, to: buffer)
        for run in lastRuns {
            for piece in run.pieces {
                let area = Rect(x: piece.x, y: run.y, width: piece.columns, height: 1)
                let style = piece.style.downgraded(to: colorDepth)
                screen.fill(area, style: style)
                screen.put(piece.text, x: piece.x, y: run.y, style: style)
            }
        }
        lastFrame = buffer
        self.cursor = cursor
        frameCount += 1
    }

    package func invalidate() {
        lastFrame = nil
    }

    package func pollInput() -> [InputEvent] {
        defer { input.removeAll() }
        return input
    }

    package func setMouseCapture(_ enabled: Bool) {
        isMouseCaptured = enabled
    }
}

// MARK: - For tests

extension MemoryTerminal {
    /// Appends input for the next `pollInput`.
    package func send(_ events: InputEvent...) {
        input += events
    }

    /// Appends key presses: chords separated by blanks, such as "t h i Space Enter Ctrl-P".
    ///
    /// Returns the words that are no chord, which are left out; a test expects none.
    @discardableResult
    package func press(_ chords: String) -> [String] {
        var unknown: [String] = []
        for word in chords.split(separator: " ").map(String.init) {
            if let chord = KeyChord(parsing: word) {
                input.append(.key(chord))
            } else {
                unknown.append(word)
            }
        }
        return unknown
    }

    /// Appends a key press for each character, as typing does; a line break is Enter.
    package func type(_ text: String) {
        input += text.map { .key(KeyChord($0.isNewline ? .enter : .character($0))) }
    }

    /// Changes the size, clears the screen and appends the resize event, as a window does.
    package func resize(to newSize: Size) {
        size = newSize
        screen = CellBuffer(size: newSize)
        invalidate()
        input.append(.resize(newSize))
    }

    /// The rows of the screen, without blanks at their ends.
    package var rows: [String] {
        (0..<size.height).map { screen.trimmedRow($0) }
    }

    /// The screen as text and style runs, for goldens.
    package func dump() -> String {
        screen.dump()
    }
}
