// SPDX-License-Identifier: Apache-2.0

import CNcurses
import Glibc
package import TerminalUI

/// The terminal that the program runs in, drawn by ncurses.
///
/// ncurses is one unlocked screen, so everything happens on the main actor. Made by
/// `TerminalGuard`, which also closes it. Curses has no attribute for struck text: it is dimmed.
@MainActor
package final class NcursesTerminal: TerminalBackend {
    package private(set) var size: Size
    package let colorDepth: ColorDepth
    package let glyphs: GlyphSet

    /// How many bytes of pastes were dropped because they were too long.
    package var droppedPasteBytes: Int { decoder.droppedPasteBytes }

    private let device: TerminalDevice
    private let options: TerminalOptions
    private let screen: CursesScreen
    /// Whether the terminal knows xterm's private modes, judged by its alternate screen being one.
    private let hasPrivateModes: Bool
    private var painter: FramePainter
    private var decoder = KeyDecoder()
    private var mouse = MouseTracker()
    private var isMouseCaptured: Bool
    private var shown: CellBuffer?
    private var shownCursor: Point?
    private var isClosed = false

    /// Opens the screen on a terminal's descriptors, which stay the caller's.
    init(
        options: TerminalOptions,
        environment: TerminalEnvironment,
        input: Int32 = 0,
        output: Int32 = 1
    ) throws(TerminalError) {
        try TerminalGuard.check(environment: environment, input: input, output: output)
        let localeIsUTF8 = LocaleSetup.adopt(environment)
        device = try TerminalDevice(input: input, output: output)
        let found = environment.terminalType ?? ""
        let type = environment.entry(for: found) {
            cncurses_terminal_probe($0) == CNCURSES_TERMINAL_USABLE
        }
        screen = try CursesScreen(type: type, device: device, escapeDelay: options.escapeDelay)
        self.options = options
        isMouseCaptured = options.mouse
        hasPrivateModes = screen.hasPrivateModes
        glyphs = environment.glyphs(localeIsUTF8: localeIsUTF8, preference: options.glyphs)
        colorDepth = environment.colorDepth(
            terminalColors: screen.colorCount,
            preference: options.colors
        )
        painter = FramePainter(screen: screen, colorDepth: colorDepth)
        size = screen.size
        turnOnModes()
        resizeToTerminal()
    }

    package func present(_ buffer: CellBuffer, cursor: Point?) {
        let runs = CellDiff.runs(from: shown, to: buffer)
        guard !runs.isEmpty || shown == nil || cursor != shownCursor else { return }
        if shown == nil { screen.clear() }
        if !painter.paint(runs) {
            // The colour pairs ran out. With all of them free again, the whole frame is painted.
            painter.forgetColors()
            _ = painter.paint(CellDiff.runs(from: nil, to: buffer))
        }
        shown = buffer
        shownCursor = cursor
        writeFrame { screen.update(cursor: cursor) }
    }

    package func invalidate() {
        shown = nil
        screen.redrawEverything()
    }

    package func pollInput() -> [InputEvent] {
        var events: [InputEvent] = []
        for count in 1... {
            guard let unit = screen.readUnit() else {
                decoder.finishDrain(into: &events)
                break
            }
            if unit == .code(KEY_MOUSE) {
                events += mouse.take(within: size).map { .mouse($0) }
            } else {
                decoder.decode(unit, into: &events)
            }
            // A flood of input must not keep the screen from being drawn. What waits in the
            // terminal wakes the reader again; what waits inside ncurses would not.
            if count >= Self.unitsPerDrain, device.hasInput { break }
        }
        return events
    }

    private static let unitsPerDrain = 16_384

    package func setMouseCapture(_ enabled: Bool) {
        isMouseCaptured = enabled
        applyMouseCapture(enabled)
    }

    /// Hands text, as base64, to the terminal's clipboard; false when it is no terminal that could.
    ///
    /// Nobody answers: a terminal that ignores the sequence does so silently.
    package func setClipboard(base64: String) -> Bool {
        guard hasPrivateModes else { return false }
        let isInTmux = getenv("TMUX").map { $0.pointee != 0 } ?? false
        device.write(TerminalSequences.clipboard(base64: base64, isInTmux: isInTmux))
        return true
    }

    /// Takes the terminal's present size, as after SIGWINCH; the next frame is painted whole.
    @discardableResult
    package func resizeToTerminal() -> Size {
        if let now = device.size { screen.resize(to: now) }
        size = screen.size
        invalidate()
        return size
    }

    /// Gives the terminal back and stops the process, as Ctrl-Z does; returns when continued.
    ///
    /// By then the screen is open again in its present size, and the next frame is painted whole.
    package func suspend() {
        lend { raise(SIGSTOP) }
    }

    /// Gives the terminal back while `body` runs, which may write on it and read from it.
    ///
    /// Afterwards the screen is open again in its present size, and the next frame is painted whole.
    package func lend(_ body: () -> Void) {
        leave()
        body()
        screen.reopen()
        turnOnModes()
        resizeToTerminal()
    }

    /// Gives the terminal back for good; a second call does nothing.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        leave()
        screen.close()
    }

    private func leave() {
        turnOffModes()
        screen.leave()
        // Reports still on their way would be typed into the shell.
        device.restoreModes(droppingInput: isMouseCaptured || options.focusEvents)
    }

    private func turnOnModes() {
        if hasPrivateModes {
            device.write(TerminalSequences.bracketedPasteOn)
            if options.focusEvents { device.write(TerminalSequences.focusEventsOn) }
        }
        if isMouseCaptured { applyMouseCapture(true) }
    }

    private func turnOffModes() {
        if isMouseCaptured { applyMouseCapture(false) }
        guard hasPrivateModes else { return }
        device.write(TerminalSequences.bracketedPasteOff)
        if options.focusEvents { device.write(TerminalSequences.focusEventsOff) }
    }

    private func applyMouseCapture(_ enabled: Bool) {
        guard cncurses_mouse_enable(enabled), hasPrivateModes else { return }
        device.write(enabled ? TerminalSequences.dragEventsOn : TerminalSequences.dragEventsOff)
    }

    /// Wraps what `update` writes so that the terminal shows it at once, without tearing.
    private func writeFrame(_ update: () -> Void) {
        guard hasPrivateModes else { return update() }
        device.write(TerminalSequences.beginFrame)
        update()
        device.write(TerminalSequences.endFrame)
    }
}
