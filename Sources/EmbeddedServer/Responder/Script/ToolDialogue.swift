// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What a conversation says about functions: what to call now, and what came of earlier calls.
///
/// It keeps nothing. Whether a question for an argument is open follows from the turns: the words
/// before it are read again.
struct ToolDialogue {
    /// How far back an open question is looked for.
    static let maximumExchanges = 6

    let request: ReplyRequest
    let declarations: [FunctionDeclaration]
    private let chooser: FunctionChooser

    init(_ request: ReplyRequest, now: CivilTime) {
        self.request = request
        declarations = request.settings.tools.flatMap(\.functionDeclarations)
        chooser = FunctionChooser(declarations: declarations, today: now)
    }

    /// Says what functions returned since the model's last turn; nil when none did.
    ///
    /// A response that is scheduled as silent is only remembered.
    var narration: String? {
        responses.isEmpty ? nil : ResponseNarrator.text(responses, calls: calls)
    }

    /// The names of the functions that returned.
    var returned: [String] {
        responses.map { $0.name.isEmpty ? calls[$0.id]?.name ?? "" : $0.name }
    }

    private var responses: [FunctionResponse] {
        request.unanswered.flatMap(\.content.parts).compactMap(\.functionResponse)
            .filter { $0.scheduling != .silent }
    }

    /// What the user's last words ask for.
    func choice(for words: String) -> FunctionChoice {
        guard !chooser.functions.isEmpty else { return FunctionChoice() }
        return chooser.choose(words, finishing: openQuestion, after: lastCall)
    }

    private var calls: [String: FunctionCall] {
        let calls = request.turns.lazy.flatMap(\.content.parts).compactMap(\.functionCall)
        return Dictionary(calls.map { ($0.id, $0) }) { $1 }
    }

    private var lastCall: FunctionCall? {
        for turn in request.turns.reversed().prefix(Self.maximumExchanges * 2) {
            if let call = turn.content.parts.last(where: { $0.functionCall != nil }) {
                return call.functionCall
            }
        }
        return nil
    }

    /// The question that the model's last turn asked, as far as it got.
    private var openQuestion: FunctionChoice.Unfinished? {
        var open: FunctionChoice.Unfinished?
        for (words, reply) in exchanges.suffix(Self.maximumExchanges) {
            open = chooser.choose(words, finishing: open).unfinished
            guard let question = open?.question, Self.asks(reply, question) else {
                open = nil
                continue
            }
        }
        return open
    }

    /// Whether a reply, perhaps interrupted, contains a question.
    private static func asks(_ reply: String, _ question: String) -> Bool {
        let reply = Utterance(reply).words.map(\.key)
        let question = Utterance(question).words.prefix(3).map(\.key)
        return reply.indices.contains { reply[$0...].starts(with: question) }
    }

    /// What the user said and what was answered to it, oldest first.
    private var exchanges: [(words: String, reply: String)] {
        var exchanges: [(words: String, reply: String)] = []
        var words: [String] = []
        for turn in request.turns.dropLast(request.unanswered.count) {
            switch turn.role {
            case .user:
                if !Utterance(turn.text).words.isEmpty { words.append(turn.text) }
            case .model where !words.isEmpty:
                exchanges.append((words.joined(separator: " "), turn.text))
                words = []
            case .model: break
            }
        }
        return exchanges
    }
}
