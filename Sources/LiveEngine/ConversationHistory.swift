// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The words of the conversation so far, for a session that has to be told them.
///
/// Sound is kept as its transcript only. Bounded: the oldest turns go first.
struct ConversationHistory: Sendable, Equatable {
    private struct Entry: Equatable {
        var turn: Int
        var isUser: Bool
        var text: String
    }

    static let limitBytes = 96 << 10

    private var entries: [Entry] = []
    private var bytes = 0

    mutating func follow(_ kind: SessionEvent.Kind) {
        switch kind {
        case .userText(let text, let turn, .sent): append(text, turn, isUser: true)
        case .inputTranscript(let heard, let turn): append(heard.text, turn, isUser: true)
        case .modelText(let text, let turn, isThought: false): append(text, turn, isUser: false)
        case .outputTranscript(let said, let turn): append(said.text, turn, isUser: false)
        default: break
        }
    }

    /// The turns as content, without those that are about to be sent anyway; for models that want
    /// it so, it `endsWithUser`.
    func contents(without unanswered: Set<Int>, endsWithUser: Bool) -> [Content] {
        var told = entries.filter { !unanswered.contains($0.turn) }
        while endsWithUser, told.last?.isUser == false { told.removeLast() }
        return told.map { Content($0.text, role: $0.isUser ? "user" : "model") }
    }

    private mutating func append(_ text: String, _ turn: Int, isUser: Bool) {
        guard !text.isEmpty else { return }
        bytes += text.utf8.count
        // Transcripts of a turn arrive in pieces, among those of its neighbours.
        let open = entries.indices.suffix(4).last {
            entries[$0].turn == turn && entries[$0].isUser == isUser
        }
        if let open {
            entries[open].text += text
        } else {
            entries.append(Entry(turn: turn, isUser: isUser, text: text))
        }
        while bytes > Self.limitBytes, !entries.isEmpty {
            bytes -= entries.removeFirst().text.utf8.count
        }
    }
}
