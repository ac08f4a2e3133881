// SPDX-License-Identifier: Apache-2.0

/// A key with the modifiers held while it was pressed.
///
/// Chords are normalized, so that equal key presses are equal values: a letter under Control is
/// lower case, and Shift with a letter is the upper-case letter.
package struct KeyChord: Hashable, Sendable {
    package let key: Key
    package let control: Bool
    package let alt: Bool
    /// Always false for a character without Control: the character shows it.
    package let shift: Bool

    package init(
        _ key: Key,
        control: Bool = false,
        alt: Bool = false,
        shift: Bool = false
    ) {
        self.control = control
        self.alt = alt
        guard case .character(let character) = key else {
            self.key = key
            self.shift = shift
            return
        }
        let letter = control ? character.lowercased() : shift ? character.uppercased() : ""
        self.key = .character(letter.count == 1 ? letter.first ?? character : character)
        self.shift = shift && control
    }
}

extension KeyChord: CustomStringConvertible {
    /// The chord as documents and key files write it, such as "Ctrl-P", "S-Tab", "Alt-x", "Space".
    package var description: String {
        let modifiers = (control ? "Ctrl-" : "") + (alt ? "Alt-" : "") + (shift ? "S-" : "")
        return modifiers + keyName
    }

    private var keyName: String {
        switch key {
        case .character(" "): "Space"
        case .character(let character) where control: character.uppercased()
        case .character(let character): String(character)
        case .function(let number): "F\(number)"
        default: Self.namedKeys.first { $0.key == key }?.name ?? ""
        }
    }

    private static let namedKeys: [(name: String, key: Key)] = [
        ("Enter", .enter), ("Tab", .tab), ("Backspace", .backspace), ("Del", .delete),
        ("Ins", .insert), ("Esc", .escape), ("Up", .up), ("Down", .down), ("Left", .left),
        ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp),
        ("PgDn", .pageDown), ("Space", .character(" ")),
    ]

    private static let aliases: [(name: String, key: Key)] = [
        ("Return", .enter), ("Delete", .delete), ("Insert", .insert), ("Escape", .escape),
        ("PageUp", .pageUp), ("PageDown", .pageDown),
    ]

    /// By names in lower case.
    private static let keysByName = Dictionary(
        (namedKeys + aliases).map { ($0.name.lowercased(), $0.key) },
        uniquingKeysWith: { first, _ in first }
    )
}

extension KeyChord {
    /// Reads the form that `description` prints: "Ctrl-P", "S-Tab", "Alt-x", "F1", "Space", "?".
    ///
    /// Names may be in any case, and "Shift-", "C-", "M-", "Return" and the like are understood.
    package init?(parsing text: String) {
        var rest = Substring(text)
        var control = false
        var alt = false
        var shift = false
        while let modifier = Self.takeModifier(from: &rest) {
            switch modifier {
            case .control where !control: control = true
            case .alt where !alt: alt = true
            case .shift where !shift: shift = true
            default: return nil
            }
        }
        guard let key = Self.key(named: rest) else { return nil }
        self.init(key, control: control, alt: alt, shift: shift)
    }

    private enum ModifierKey {
        case control
        case alt
        case shift
    }

    private static let modifierNames: [(name: String, modifier: ModifierKey)] = [
        ("ctrl", .control), ("control", .control), ("c", .control), ("alt", .alt),
        ("meta", .alt), ("m", .alt), ("shift", .shift), ("s", .shift),
    ]

    /// Takes one "Ctrl-" or the like off the front; the hyphen of "Ctrl--" is left as the key.
    private static func takeModifier(from text: inout Substring) -> ModifierKey? {
        guard let hyphen = text.firstIndex(of: "-") else { return nil }
        let rest = text[text.index(after: hyphen)...]
        let name = text[..<hyphen].lowercased()
        guard !rest.isEmpty, let found = modifierNames.first(where: { $0.name == name }) else {
            return nil
        }
        text = rest
        return found.modifier
    }

    private static func key(named text: Substring) -> Key? {
        if let character = text.first, text.count == 1 {
            return TextWidth.isDrawable(character) ? .character(character) : nil
        }
        let name = text.lowercased()
        if let named = keysByName[name] { return named }
        guard name.first == "f", let number = Int(name.dropFirst()), (1...63).contains(number)
        else { return nil }
        return .function(number)
    }
}
