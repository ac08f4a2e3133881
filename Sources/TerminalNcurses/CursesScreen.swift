// SPDX-License-Identifier: Apache-2.0

import CNcurses
import Glibc
import TerminalUI

/// The ncurses screen: opened, read, written and closed.
@MainActor
final class CursesScreen {
    let hasPrivateModes: Bool
    /// How many colours the terminal has; 0 for none.
    let colorCount: Int
    private let handle: OpaquePointer
    private let streams: (output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>)
    /// Reads keys; a pad, because reading from a window may refresh the screen by itself.
    private let keyboard: UnsafeMutablePointer<WINDOW>
    private var isCursorVisible = false

    init(type: String, device: TerminalDevice, escapeDelay: Duration) throws(TerminalError) {
        let output = try Self.stream(device.output, mode: "w")
        let input: UnsafeMutablePointer<FILE>
        do {
            input = try Self.stream(device.input, mode: "r")
        } catch {
            fclose(output)
            throw error
        }
        // Of the size, believe the terminal, not LINES and COLUMNS left over from another.
        use_env(false)
        use_tioctl(true)
        guard let handle = cncurses_newterm(type, output, input) else {
            fclose(output)
            fclose(input)
            throw .typeUnknown(type)
        }
        guard let keyboard = newpad(1, 1) else {
            endwin()
            delscreen(handle)
            fclose(output)
            fclose(input)
            throw .system(operation: "newpad", errno: ENOMEM)
        }
        self.handle = handle
        self.keyboard = keyboard
        streams = (output, input)
        colorCount = max(0, Int(tigetnum("colors")))
        hasPrivateModes = Self.capability("smcup")?.contains("[?1049h") ?? false
        device.armCrashRestore(restoringBytes)
        setModes(escapeDelay: escapeDelay)
    }

    /// What ncurses would write to leave the screen, and what switches our own modes off.
    private var restoringBytes: [UInt8] {
        TerminalSequences.restore(
            hasPrivateModes: hasPrivateModes,
            // Attributes twice: leaving the alternate screen brings back those of its entering.
            capabilities: ["sgr0", "rmkx", "cnorm", "rmcup", "sgr0"].compactMap(Self.capability)
        )
    }

    private func setModes(escapeDelay: Duration) {
        // Raw: Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys for the program to give a meaning.
        raw()
        noecho()
        nonl()
        keypad(keyboard, true)
        nodelay(keyboard, true)
        set_escdelay(Int32(min(max(0, escapeDelay / .milliseconds(1)), 10_000)))
        curs_set(0)
    }

    var size: Size {
        let window = cncurses_stdscr()
        return Size(width: Int(getmaxx(window)), height: Int(getmaxy(window)))
    }

    /// The next key that has arrived; `nil` when there is none.
    func readUnit() -> KeyDecoder.Unit? {
        let value = wgetch(keyboard)
        switch value {
        case ERR: return nil
        case 0...0xFF: return .byte(UInt8(value))
        // Numbers above curses' own are given to the names that terminfo adds.
        case (KEY_MAX + 1)...: return keyname(value).map { .named(String(cString: $0)) }
        default: return .code(value)
        }
    }

    func clear() {
        werase(cncurses_stdscr())
    }

    func redrawEverything() {
        cncurses_redraw_everything()
    }

    func resize(to size: Size) {
        resizeterm(Int32(clamping: size.height), Int32(clamping: size.width))
    }

    /// Writes all changes to the terminal, in one go, and places or hides the cursor.
    func update(cursor: Point?) {
        let window = cncurses_stdscr()
        if let cursor, Rect(size).contains(cursor) {
            wmove(window, Int32(cursor.y), Int32(cursor.x))
            showCursor(true)
        } else {
            showCursor(false)
        }
        wnoutrefresh(window)
        doupdate()
    }

    /// Leaves the screen so that it can be opened again.
    func leave() {
        endwin()
        isCursorVisible = true
    }

    /// Opens the screen again after `leave()`, showing what it showed.
    func reopen() {
        reset_prog_mode()
        keypad(keyboard, true)
        cncurses_redraw_everything()
        doupdate()
        showCursor(false)
    }

    /// Frees the screen after `leave()`.
    func close() {
        crash_restore_uninstall()
        delwin(keyboard)
        delscreen(handle)
        fclose(streams.output)
        fclose(streams.input)
    }

    private func showCursor(_ visible: Bool) {
        guard visible != isCursorVisible else { return }
        curs_set(visible ? 1 : 0)
        isCursorVisible = visible
    }

    private static func capability(_ name: String) -> String? {
        cncurses_capability(name).map { String(cString: $0) }
    }

    /// A stream on a copy of the descriptor, so that closing it leaves the caller's open.
    private static func stream(
        _ descriptor: Int32,
        mode: String
    ) throws(TerminalError) -> UnsafeMutablePointer<FILE> {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .system(operation: "dup", errno: errno) }
        guard let stream = fdopen(copy, mode) else {
            Glibc.close(copy)
            throw .system(operation: "fdopen", errno: errno)
        }
        return stream
    }
}
