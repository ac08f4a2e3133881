// SPDX-License-Identifier: Apache-2.0

/// What was spoken since the last turn, while its words are being recognized.
struct SpokenInput: Sendable, Equatable {
    /// One stretch of speech, from its start to its end.
    fileprivate struct Utterance: Sendable, Equatable {
        let id: Int
        /// Nil while it is being spoken.
        var sound: ReceivedMedia?
        var deadline: Duration?
        var hearing: Hearing?
    }

    /// More are not told apart: their words are given up.
    private static let capacity = 8

    private var utterances: [Utterance] = []
    private var count = 0

    var isEmpty: Bool { utterances.isEmpty }

    /// Whether an utterance is being spoken.
    var isOpen: Bool { utterances.last.map { $0.sound == nil } ?? false }

    /// The earliest time at which words are given up.
    var deadline: Duration? {
        utterances.lazy.filter { $0.hearing == nil }.compactMap(\.deadline).min()
    }

    /// Begins an utterance; gives its number, from 1, and those whose words are given up for it.
    mutating func begin() -> (id: Int, abandoned: [Int]) {
        var abandoned: [Int] = []
        if utterances.count >= Self.capacity {
            abandoned = utterances.filter { $0.hearing == nil }.map(\.id)
            for id in abandoned { resolve(id, .unheard(.recognizerLate)) }
            merge()
        }
        count += 1
        utterances.append(Utterance(id: count))
        return (count, abandoned)
    }

    /// Ends the utterance that is being spoken; gives its number.
    mutating func end(sound: ReceivedMedia, deadline: Duration) -> Int? {
        guard let last = utterances.indices.last, utterances[last].sound == nil else { return nil }
        utterances[last].sound = sound
        utterances[last].deadline = deadline
        return utterances[last].id
    }

    /// Whether the result was awaited; others come too late.
    @discardableResult
    mutating func resolve(_ id: Int, _ hearing: Hearing) -> Bool {
        guard let index = utterances.firstIndex(where: { $0.id == id && $0.hearing == nil }) else {
            return false
        }
        utterances[index].hearing = hearing
        return true
    }

    /// Gives up the words whose time has come; gives their numbers.
    mutating func expire(at now: Duration) -> [Int] {
        let late = utterances.filter { utterance in
            utterance.hearing == nil && utterance.deadline.map { $0 <= now } ?? false
        }
        for utterance in late { resolve(utterance.id, .unheard(.recognizerLate)) }
        return late.map(\.id)
    }

    /// The number of utterances whose words have come so far.
    var wordCount: Int { utterances.count { $0.words != nil } }

    /// Makes the spoken part of a turn, and starts over.
    mutating func take() -> (words: [String], speech: HeardSpeech)? {
        guard !utterances.isEmpty else { return nil }
        defer { utterances = [] }
        let words = utterances.compactMap(\.words)
        let sound = utterances.reduce(into: ReceivedMedia()) { $0 += $1.sound ?? ReceivedMedia() }
        return (words, HeardSpeech(sound: sound, unheard: words.isEmpty ? reason : nil))
    }

    private var reason: Unheard {
        for case .unheard(let reason)? in utterances.map(\.hearing) { return reason }
        return .noWords
    }

    private mutating func merge() {
        guard let first = utterances.first, let (words, speech) = take() else { return }
        let hearing: Hearing =
            speech.unheard.map { .unheard($0) } ?? .words(words.joined(separator: " "))
        utterances = [Utterance(id: first.id, sound: speech.sound, hearing: hearing)]
    }
}

extension SpokenInput.Utterance {
    var words: String? {
        if case .words(let words)? = hearing { words } else { nil }
    }
}
