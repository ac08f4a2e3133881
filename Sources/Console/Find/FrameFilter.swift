// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// Which frames are listed: those that pass every term of an expression.
package struct FrameFilter: Sendable, Equatable {
    /// What is asked of a frame.
    enum Test: Sendable, Equatable {
        /// One of the names that make up its type.
        case type(String, isPrefix: Bool)
        case direction(FrameDirection)
        case size(ClosedRange<Int>)
        case turn(ClosedRange<Int>)
        /// The note, or the payload where it is kept.
        case text(TextQuery)
        /// The note or the type.
        case word(TextQuery)
        case trait(Trait)
    }

    /// What `is:` asks for.
    enum Trait: String, Sendable, CaseIterable {
        case sound
        case media
        case picture
        case injected
    }

    struct Term: Sendable, Equatable {
        var test: Test
        var isNegated: Bool
    }

    /// As it was typed.
    package let text: String
    let terms: [Term]

    init(text: String, terms: [Term]) {
        self.text = text
        self.terms = terms
    }

    /// Lets every frame pass.
    package static let none = FrameFilter(text: "", terms: [])

    package var isEmpty: Bool { terms.isEmpty }

    /// Whether a term asks for the microphone's sound, which is hidden otherwise.
    var namesSound: Bool {
        terms.contains { term in
            guard !term.isNegated else { return false }
            switch term.test {
            case .trait(.sound): return true
            case .type(let name, let isPrefix):
                return isPrefix ? "realtimeinput".hasPrefix(name) : name == "realtimeinput"
            default: return false
            }
        }
    }

    /// Whether a frame passes.
    package func passes(_ entry: FrameEntry) -> Bool {
        terms.allSatisfy { $0.test.holds(for: entry) != $0.isNegated }
    }
}

extension FrameFilter.Test {
    fileprivate func holds(for entry: FrameEntry) -> Bool {
        switch self {
        case .type(let name, let isPrefix):
            entry.summary.type.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                .contains { part in
                    let part = part.lowercased()
                    return isPrefix ? part.hasPrefix(name) : part == name
                }
        case .direction(let direction): entry.direction == direction
        case .size(let range): range.contains(entry.size)
        case .turn(let range): range.contains(entry.turn)
        case .text(let query):
            query.matches(entry.summary.note)
                || entry.payload.map { query.matches($0.bytes) } == true
        case .word(let query):
            query.matches(entry.summary.note) || query.matches(entry.summary.type)
        case .trait(.sound): entry.summary.isMicrophoneSound
        case .trait(.media): entry.summary.carriesMedia
        case .trait(.picture): !entry.pictures.isEmpty
        case .trait(.injected): entry.isInjected
        }
    }
}
