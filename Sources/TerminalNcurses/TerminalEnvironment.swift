// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TerminalUI

/// What the environment says of the terminal, and what follows from it.
package struct TerminalEnvironment: Hashable, Sendable {
    package var variables: [String: String]

    package init(variables: [String: String]) {
        self.variables = variables
    }

    /// The variables of this process that matter here.
    package static func ofProcess() -> TerminalEnvironment {
        let names = ["TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"]
        var variables: [String: String] = [:]
        for name in names {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return TerminalEnvironment(variables: variables)
    }

    /// The value of `TERM`; `nil` also when it is empty.
    package var terminalType: String? { value("TERM") }

    /// The terminfo entry to open.
    ///
    /// A terminal that announces its colours in `COLORTERM` but leaves `TERM` at the entry with
    /// eight is opened with the `-256color` entry of the same family, where that is installed.
    package func entry(for type: String, isKnown: (String) -> Bool) -> String {
        let families: Set = ["xterm", "screen", "tmux", "rxvt", "konsole", "putty"]
        let rich = type + "-256color"
        guard let announced = value("COLORTERM"),
            ["truecolor", "24bit", "256color"].contains(announced),
            families.contains(type), isKnown(rich)
        else { return type }
        return rich
    }

    /// The colours to use on a terminal whose terminfo entry counts `terminalColors`.
    package func colorDepth(terminalColors: Int, preference: ColorPreference) -> ColorDepth {
        let depth: ColorDepth =
            switch terminalColors {
            case ..<8: .mono
            case ..<16: .ansi8
            case ..<256: .ansi16
            case ..<(1 << 24): .indexed256
            default: .trueColor
            }
        // https://no-color.org: set and not empty; what is asked for expressly goes before it.
        switch preference {
        case .automatic: return value("NO_COLOR") == nil ? depth : .mono
        case .never: return .mono
        case .ansi16: return min(depth, .ansi16)
        case .indexed256: return min(depth, .indexed256)
        }
    }

    /// The glyphs to use in a locale that does or does not speak UTF-8.
    package func glyphs(localeIsUTF8: Bool, preference: GlyphPreference) -> GlyphSet {
        switch preference {
        case .ascii: .ascii
        case .unicode: localeIsUTF8 ? .unicode : .ascii
        case .automatic: localeIsUTF8 && !isLinuxConsole ? .unicode : .ascii
        }
    }

    /// Whether the locale found may be replaced by `C.UTF-8`.
    ///
    /// Nobody chose a locale (a container, a bare ssh session), or one that names UTF-8 was chosen
    /// and is not installed. A locale someone chose, `C` included, stands.
    package func mayAssumeUTF8(localeIsInstalled: Bool) -> Bool {
        guard !isLinuxConsole else { return false }
        let chosen = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(value).first
        guard let chosen else { return true }
        let name = chosen.lowercased()
        return !localeIsInstalled && (name.hasSuffix("utf-8") || name.hasSuffix("utf8"))
    }

    /// The kernel's console, whose font has few glyphs beyond Latin.
    private var isLinuxConsole: Bool { terminalType == "linux" }

    private func value(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }
}
