// SPDX-License-Identifier: Apache-2.0

import TOMLFile
import TerminalUI

/// Reads the values of a theme file: colours, styles and ramps.
struct ThemeValues {
    /// The table that errors and warnings are reported against.
    var table: TOMLReader
    /// The colours that may be named.
    var colors: [String: Color] = [:]

    /// A colour that names no other.
    func literal(_ key: String) throws(TOMLError) -> Color {
        try color(table.required(key, table.string), key)
    }

    /// A colour, or a table of `fg`, `bg` and `attr`; a bare colour of the ground is a background.
    func style(_ node: TOMLNode, _ key: String, isGround: Bool) throws(TOMLError) -> Style {
        var style = Style.plain
        switch node.value {
        case .string(let text):
            let color = try color(text, key)
            if isGround { style.background = color } else { style.foreground = color }
        case .table:
            guard let inner = try table.table(key) else { break }
            let values = ThemeValues(table: inner, colors: colors)
            if let text = try inner.string("fg") { style.foreground = try values.color(text, "fg") }
            if let text = try inner.string("bg") { style.background = try values.color(text, "bg") }
            for word in try inner.stringArray("attr") ?? [] {
                style.modifiers.formUnion(try values.modifier(word))
            }
        default:
            throw table.error(
                key,
                "expected a colour or a table { fg, bg, attr }, found \(node.value.kind)"
            )
        }
        return style
    }

    /// One colour, an array of them, or a table of `start`, `mid` and `end`.
    func ramp(_ node: TOMLNode, _ key: String) throws(TOMLError) -> ColorRamp {
        switch node.value {
        case .string(let text):
            return ColorRamp(stops: [try color(text, key)])
        case .array:
            var stops: [Color] = []
            for text in try table.stringArray(key) ?? [] { stops.append(try color(text, key)) }
            guard !stops.isEmpty else { throw table.error(key, "expected at least one colour") }
            return ColorRamp(stops: stops)
        case .table:
            guard let inner = try table.table(key) else { return ColorRamp(stops: []) }
            let values = ThemeValues(table: inner, colors: colors)
            var stops = [try values.color(inner.required("start", inner.string), "start")]
            if let middle = try inner.string("mid") {
                stops.append(try values.color(middle, "mid"))
            }
            stops.append(try values.color(inner.required("end", inner.string), "end"))
            return ColorRamp(stops: stops)
        default:
            throw table.error(
                key,
                "expected a table { start, mid, end } or an array of colours, found \(node.value.kind)"
            )
        }
    }

    private func color(_ text: String, _ key: String) throws(TOMLError) -> Color {
        if let color = Self.color(text) ?? colors[text] { return color }
        let names = colors.isEmpty ? "" : " or a name from [colors]"
        throw table.error(
            key,
            ##"expected a colour such as "#3b4048", "#7f", "ansi:4", "x256:60", "default""##
                + "\(names), found \(text.debugDescription)"
        )
    }

    private func modifier(_ word: String) throws(TOMLError) -> Modifier {
        switch word {
        case "bold": return .bold
        case "dim": return .dim
        case "italic": return .italic
        case "underline": return .underline
        case "reverse": return .reverse
        case "strike": return .strike
        default:
            throw table.error(
                "attr",
                "expected bold, dim, italic, underline, reverse or strike, "
                    + "found \(word.debugDescription)"
            )
        }
    }

    private static func color(_ text: String) -> Color? {
        if text == "default" { return .terminalDefault }
        if text.hasPrefix("ansi:") { return number(text.dropFirst(5), below: 16).map(Color.ansi) }
        if text.hasPrefix("x256:") {
            return number(text.dropFirst(5), below: 256).map(Color.indexed)
        }
        guard text.first == "#" else { return nil }
        let digits = text.dropFirst()
        guard digits.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        switch digits.utf8.count {
        case 2:
            let gray = UInt8(truncatingIfNeeded: value)
            return .rgb(gray, gray, gray)
        case 6:
            return .rgb(
                UInt8(truncatingIfNeeded: value >> 16),
                UInt8(truncatingIfNeeded: value >> 8),
                UInt8(truncatingIfNeeded: value)
            )
        default:
            return nil
        }
    }

    private static func number(_ text: Substring, below limit: Int) -> UInt8? {
        guard let value = Int(text), value >= 0, value < limit else { return nil }
        return UInt8(value)
    }
}
