// SPDX-License-Identifier: Apache-2.0

import CNcurses
import Glibc
import TerminalUI

/// The two ends of a terminal, below ncurses: modes, size and raw bytes.
struct TerminalDevice {
    let input: Int32
    let output: Int32
    /// The modes found at the start, which are those to give back.
    private let modes: termios

    init(input: Int32, output: Int32) throws(TerminalError) {
        var modes = termios()
        guard tcgetattr(input, &modes) == 0 else {
            throw .system(operation: "tcgetattr", errno: errno)
        }
        self.input = input
        self.output = output
        self.modes = modes
    }

    /// The size the terminal states; `nil` when it states none, as a serial line.
    var size: Size? {
        var window = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
        else { return nil }
        return Size(width: Int(window.ws_col), height: Int(window.ws_row))
    }

    /// Whether bytes wait that nobody has read.
    var hasInput: Bool {
        var count: Int32 = 0
        return ioctl(input, UInt(FIONREAD), &count) == 0 && count > 0
    }

    /// Has `bytes` written and the modes given back should the program die.
    func armCrashRestore(_ bytes: [UInt8]) {
        var modes = modes
        // Swift's backtracer would hold the terminal with a question for half a minute, so it gets
        // its turn only where somebody asked for it by its own variable.
        let isDebugging = getenv("SWIFT_BACKTRACE") != nil
        crash_restore_install(bytes, bytes.count, output, &modes, isDebugging)
    }

    /// Gives the modes back; what was typed ahead is kept for the shell unless told otherwise.
    func restoreModes(droppingInput: Bool) {
        var modes = modes
        tcsetattr(input, droppingInput ? TCSAFLUSH : TCSADRAIN, &modes)
    }

    /// Writes past ncurses, whose own buffer is empty between two frames.
    func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while !rest.isEmpty {
                let written = Glibc.write(output, rest.baseAddress, rest.count)
                if written > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                } else if errno == EAGAIN {
                    var writable = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                    poll(&writable, 1, -1)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
