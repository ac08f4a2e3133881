// SPDX-License-Identifier: Apache-2.0

/// What the system instruction says about who answers, and how.
package struct Persona: Sendable, Equatable {
    package var name: String?
    /// An English language name in lower case: "french".
    package var language: String?
    /// Replies are cut after so many sentences.
    package var maximumSentences: Int?

    /// Reads a system instruction for the few things a script can follow.
    package init(systemInstruction: String, languages: some Collection<String>) {
        let utterance = Utterance(systemInstruction)
        name = Self.name(in: utterance)
        language = Self.language(in: utterance, languages)
        maximumSentences = Self.sentences(in: utterance)
    }

    /// "Your name is Ada", "You are called Ada" and "You are Ada", but not "You are a poet".
    private static func name(in utterance: Utterance) -> String? {
        let keys = utterance.words.map(\.key)
        let leads = [
            ["your", "name", "is"], ["you", "are", "called"], ["you", "are", "named"],
            ["you're", "called"], ["call", "yourself"], ["you", "are"], ["you're"],
        ]
        for lead in leads {
            for start in keys.indices where keys[start...].starts(with: lead) {
                let after = utterance.words[(start + lead.count)...]
                if let word = after.first, word.text.first?.isUppercase == true,
                    !utterance.words[start..<start + lead.count].contains(where: \.endsSentence)
                {
                    return word.text
                }
            }
        }
        return nil
    }

    private static func language(
        in utterance: Utterance,
        _ languages: some Collection<String>
    ) -> String? {
        let verbs: Set = [
            "answer", "reply", "respond", "speak", "talk", "greet", "say", "use", "in",
        ]
        for (index, word) in utterance.words.enumerated() where languages.contains(word.key) {
            let before = utterance.words[max(0, index - 3)..<index]
            if before.contains(where: { verbs.contains($0.key) }) { return word.key }
        }
        return nil
    }

    private static func sentences(in utterance: Utterance) -> Int? {
        let keys = utterance.words.map(\.key)
        for (index, key) in keys.enumerated().dropFirst() where key.hasPrefix("sentence") {
            let before = keys[index - 1]
            if before == "a" || before == "single" { return 1 }
            if let count = NumberWords.value(of: before), (1...20).contains(count) { return count }
        }
        let isShort = keys.contains { ["brief", "briefly", "concise", "concisely"].contains($0) }
        return isShort ? 1 : nil
    }
}
