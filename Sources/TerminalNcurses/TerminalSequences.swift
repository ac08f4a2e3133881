// SPDX-License-Identifier: Apache-2.0

/// Control sequences that terminfo does not name, as bytes to write.
///
/// Their meaning: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, and for 2026
/// https://github.com/contour-terminal/vt-extensions/blob/master/synchronized-output.md
enum TerminalSequences {
    static let beginFrame = Array("\u{1B}[?2026h".utf8)
    static let endFrame = Array("\u{1B}[?2026l".utf8)
    static let bracketedPasteOn = Array("\u{1B}[?2004h".utf8)
    static let bracketedPasteOff = Array("\u{1B}[?2004l".utf8)
    static let focusEventsOn = Array("\u{1B}[?1004h".utf8)
    static let focusEventsOff = Array("\u{1B}[?1004l".utf8)
    /// Motion while a button is held; ncurses itself asks for presses and releases only.
    static let dragEventsOn = Array("\u{1B}[?1002h".utf8)
    static let dragEventsOff = Array("\u{1B}[?1002l".utf8)

    /// OSC 52: sets the clipboard to what this base64 stands for.
    ///
    /// Inside tmux it is sent a second time, wrapped so that
    /// tmux hands it on; setting the clipboard twice is setting it.
    static func clipboard(base64: String, isInTmux: Bool) -> [UInt8] {
        let plain = "\u{1B}]52;c;\(base64)\u{07}"
        return Array((isInTmux ? plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\" : plain).utf8)
    }

    /// Everything that was switched on, off; then the screen as terminfo restores it.
    ///
    /// The capabilities are terminfo's for attributes, keypad, cursor and alternate screen; a
    /// terminal with private modes was sent some of the sequences above.
    static func restore(hasPrivateModes: Bool, capabilities: [String]) -> [UInt8] {
        var text = ""
        if hasPrivateModes {
            for mode in [2026, 2004, 1004, 1006, 1003, 1002, 1000] { text += "\u{1B}[?\(mode)l" }
        }
        for capability in capabilities { text += withoutPadding(capability) }
        return Array(text.utf8)
    }

    /// A terminfo string without its delays ("$<5/>"), which only tputs() may obey.
    static func withoutPadding(_ capability: String) -> String {
        var kept = ""
        var rest = capability[...]
        while let start = rest.firstRange(of: "$<"),
            let end = rest[start.upperBound...].firstIndex(of: ">")
        {
            kept += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
        }
        return kept + rest
    }
}
