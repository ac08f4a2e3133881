// SPDX-License-Identifier: Apache-2.0

/// A way to where pasted text comes from.
enum ClipboardRoute: Equatable {
    /// The terminal's own clipboard, by OSC 52.
    case terminal
    /// A program that takes the text on standard input.
    case program([String])
    /// A file, for want of anything better.
    case file

    /// The longest text that terminals take by OSC 52: 100,000 bytes with its base64.
    static let maximumTerminalBytes = 74_994

    /// The ways worth trying for so many bytes, the best first.
    ///
    /// Whether a terminal obeys OSC 52 cannot be asked: those known not to are left out.
    static func routes(environment: [String: String], bytes: Int) -> [ClipboardRoute] {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        var routes: [ClipboardRoute] = []
        // tmux keeps OSC 52 of its programs to itself unless it is set up otherwise; its own
        // command hands the text on to the terminal.
        if isSet("TMUX") { routes.append(.program(["tmux", "load-buffer", "-w", "-"])) }
        let type = environment["TERM"] ?? ""
        let isKnownNotTo =
            ["", "dumb", "linux"].contains(type) || type.hasPrefix("vt")
            || isSet("VTE_VERSION") || environment["TERM_PROGRAM"] == "Apple_Terminal"
        let isScreen = isSet("STY") && !isSet("TMUX")
        if !isKnownNotTo, !isScreen, bytes <= maximumTerminalBytes { routes.append(.terminal) }
        if isSet("WAYLAND_DISPLAY") { routes.append(.program(["wl-copy"])) }
        if isSet("DISPLAY") {
            routes.append(.program(["xclip", "-selection", "clipboard", "-in"]))
        }
        return routes + [.file]
    }
}
