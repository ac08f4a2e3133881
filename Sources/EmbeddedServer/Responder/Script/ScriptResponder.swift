// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Answers by the rules of a script: an honest stand-in for a language model.
///
/// It keeps nothing between replies. What it remembers it finds in the conversation again, so a
/// conversation that is restored or cut short is remembered exactly as far as it goes.
package struct ScriptResponder: Responder {
    private let script: Script
    private let now: @Sendable () -> CivilTime

    package init(script: Script, now: @escaping @Sendable () -> CivilTime = CivilTime.now) {
        self.script = script
        self.now = now
    }

    package func respond(to request: ReplyRequest) -> ReplyStream {
        let parts = Mutex(reply(to: request)[...])
        return ReplyStream { parts.withLock { $0.popFirst() } }
    }

    /// The parts of the whole reply.
    package func reply(to request: ReplyRequest) -> [ReplyPart] {
        let said = request.unanswered.filter { $0.role == .user }
        let texts = said.map(\.text).filter { !Utterance($0).words.isEmpty }
        let persona = Persona(
            systemInstruction: request.settings.systemInstruction,
            languages: script.greetings.keys
        )
        var values = SlotValues(
            facts: facts(in: request.turns),
            me: persona.name ?? script.name,
            greeting: greeting(persona),
            now: now(),
            utterance: Utterance(texts.last ?? ""),
            media: media(of: said, request)
        )
        guard !texts.isEmpty else {
            let text = fill(script.wordless + script.fallback, values)
            return [.text(shortened(text, persona))]
        }
        // The last thing said is the question; only when it fits nothing do all of them count.
        for text in texts.count > 1 ? [texts.last ?? "", texts.joined(separator: " ")] : texts {
            let utterance = Utterance(text)
            for rule in script.rules where rule.answers {
                guard let captures = rule.captures(in: text, utterance) else { continue }
                values.captures = captures
                values.utterance = utterance
                if let parts = parts(of: rule, values, persona) { return parts }
            }
        }
        values.captures = []
        values.utterance = Utterance(texts.joined(separator: " "))
        return [.text(shortened(fill(script.fallback, values), persona))]
    }

    /// The first template whose slots can all be filled.
    private func fill(_ templates: [ReplyTemplate], _ values: SlotValues) -> String {
        for template in templates {
            if let text = template.filled(by: values.value(of:)) { return text }
        }
        return ""
    }

    private func parts(
        of rule: Script.Rule,
        _ values: SlotValues,
        _ persona: Persona
    ) -> [ReplyPart]? {
        let text = fill(rule.replies, values)
        if text.isEmpty, !rule.replies.isEmpty { return nil }
        var parts: [ReplyPart] = []
        if let delay = rule.delay { parts.append(.pause(delay)) }
        if !text.isEmpty { parts.append(.text(shortened(text, persona))) }
        if let frame = rule.frame { parts.append(.frame(Array(frame.utf8))) }
        if let close = rule.close { parts.append(.close(close)) }
        return parts
    }

    private func shortened(_ text: String, _ persona: Persona) -> String {
        guard let maximum = persona.maximumSentences else { return text }
        return TextPieces.sentences(text, maximumWords: .max).prefix(maximum).joined()
    }

    private func greeting(_ persona: Persona) -> String {
        persona.language.flatMap { script.greetings[$0] } ?? script.greetings["english"] ?? "Hello"
    }

    /// Everything the user gave to remember, later values over earlier ones.
    private func facts(in turns: [Turn]) -> [String: String] {
        let rules = script.rules.filter { !$0.remember.isEmpty }
        var facts: [String: String] = [:]
        for turn in turns where turn.role == .user {
            let text = turn.text
            let utterance = Utterance(text)
            for rule in rules {
                guard let captures = rule.captures(in: text, utterance) else { continue }
                for (fact, template) in rule.remember {
                    let value = template.filled { slot in
                        guard case .capture(let number) = slot,
                            captures.indices.contains(number - 1)
                        else { return nil }
                        return captures[number - 1]
                    }
                    if let value { facts[fact] = value }
                }
            }
        }
        return facts
    }

    /// The sound and pictures of the turns to be answered, or of the whole session without any.
    private func media(of said: [Turn], _ request: ReplyRequest) -> ReceivedMedia {
        let latest = said.reduce(into: ReceivedMedia()) { $0 += $1.media }
        return latest.isEmpty ? request.received : latest
    }
}
