// SPDX-License-Identifier: Apache-2.0

/// A reply with slots: `{1}`, `{name}`, `{calculate 1}`, `{name|friend}`.
///
/// A slot that cannot be filled and has no text after `|` makes the whole template not apply.
package struct ReplyTemplate: Sendable, Equatable {
    /// What a slot asks for.
    package enum Slot: Sendable, Equatable {
        case capture(Int)
        /// Something the user said, kept by `remember`.
        case fact(String)
        case builtin(Builtin, capture: Int?)
    }

    /// The slots every script has.
    package enum Builtin: String, Sendable, CaseIterable {
        case me
        case greeting
        case date
        case time
        case weekday
        case topic
        case heard
        case seen
        case speech
        case unheard
        case calculate
        case count

        /// Whether the slot works on a capture: `{calculate 1}`.
        var takesCapture: Bool { self == .calculate || self == .count }
    }

    private enum Piece: Sendable, Equatable {
        case literal(String)
        case slot(Slot, fallback: String?)
    }

    private var pieces: [Piece] = []

    /// Reads a template, in which `{{` and `}}` stand for braces.
    ///
    /// - Throws: `TemplateError` when a brace is not closed or a slot has an odd form.
    package init(_ source: String) throws(TemplateError) {
        var rest = source[...]
        var literal = ""
        while let character = rest.popFirst() {
            guard character == "{" || character == "}" else {
                literal.append(character)
                continue
            }
            if rest.first == character {
                rest.removeFirst()
                literal.append(character)
                continue
            }
            guard character == "{", let end = rest.firstIndex(of: "}") else {
                throw .unmatchedBrace
            }
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = ""
            pieces.append(try Self.slot(rest[..<end]))
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
    }

    /// The slots in order.
    package var slots: [Slot] {
        pieces.compactMap { if case .slot(let slot, _) = $0 { slot } else { nil } }
    }

    /// The text with its slots filled, or nil when one stays empty.
    package func filled(by values: (Slot) -> String?) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .literal(let literal): text += literal
            case .slot(let slot, let fallback):
                guard let value = values(slot) ?? fallback else { return nil }
                text += value
            }
        }
        return text
    }

    private static func slot(_ source: Substring) throws(TemplateError) -> Piece {
        let halves = source.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let words = halves[0].split(separator: " ")
        let fallback = halves.count > 1 ? String(halves[1]) : nil
        guard let name = words.first, words.count <= 2 else { throw .oddSlot(String(source)) }
        let argument = words.count == 2 ? Int(words[1]) : nil
        if words.count == 2, argument == nil { throw .oddSlot(String(source)) }
        if let builtin = Builtin(rawValue: String(name)) {
            guard builtin.takesCapture == (argument != nil) else { throw .oddSlot(String(source)) }
            return .slot(.builtin(builtin, capture: argument), fallback: fallback)
        }
        guard argument == nil else { throw .oddSlot(String(source)) }
        if let number = Int(name) {
            guard number > 0 else { throw .oddSlot(String(source)) }
            return .slot(.capture(number), fallback: fallback)
        }
        return .slot(.fact(String(name)), fallback: fallback)
    }
}

/// Why a text is no `ReplyTemplate`; reads as "expected …".
package enum TemplateError: Error, Sendable, Equatable, CustomStringConvertible {
    case unmatchedBrace
    case oddSlot(String)

    package var description: String {
        switch self {
        case .unmatchedBrace:
            "every { to have its }; write {{ and }} for braces"
        case .oddSlot(let slot):
            "a slot such as {1}, {time} or {calculate 1}, found \("{\(slot)}".debugDescription)"
        }
    }
}
