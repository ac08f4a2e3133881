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
        let (parts, reason) = answer(to: request)
        let isThoughtOf = parts.contains { if case .thought = $0 { true } else { false } }
        guard request.settings.includesThoughts, !isThoughtOf else { return parts }
        return [.thought(reason)] + parts
    }

    /// The reply, and how it came about.
    private func answer(to request: ReplyRequest) -> (parts: [ReplyPart], reason: String) {
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
            media: media(of: said, request),
            latestPictures: request.latestPictures,
            speech: said.last { $0.speech != nil }?.speech
        )
        let tools = ToolDialogue(request, now: values.now)
        let reported = report(of: tools, values, persona)
        guard !texts.isEmpty else {
            let text = player(values, persona, tools).text(script.wordless + script.fallback)
            return reported.map { ($0, Self.functionReturned) }
                ?? ([.text(text ?? "")], "Nothing was said in words.")
        }
        // The last thing said is the question; only when it fits nothing do all of them count.
        for text in texts.count > 1 ? [texts.last ?? "", texts.joined(separator: " ")] : texts {
            if script.functions == .before, let parts = parts(for: text, tools) {
                return ((reported ?? []) + parts, Self.functionFits)
            }
            let utterance = Utterance(text)
            for rule in script.rules where rule.answers {
                guard let captures = rule.captures(in: text, utterance) else { continue }
                values.captures = captures
                values.utterance = utterance
                if let parts = player(values, persona, tools).parts(of: rule.steps) {
                    return ((reported ?? []) + parts, "A rule fits: \(rule.name).")
                }
            }
            if script.functions == .after, let parts = parts(for: text, tools) {
                return ((reported ?? []) + parts, Self.functionFits)
            }
        }
        if let reported { return (reported, Self.functionReturned) }
        values.captures = []
        values.utterance = Utterance(texts.joined(separator: " "))
        let fallback = player(values, persona, tools).text(script.fallback) ?? ""
        return ([.text(fallback)], "No rule fits, and no function.")
    }

    private static let functionFits = "A function or its missing argument fits."
    private static let functionReturned = "A function has returned."

    private func player(
        _ values: SlotValues,
        _ persona: Persona,
        _ tools: ToolDialogue
    ) -> ScriptPlayer {
        ScriptPlayer(
            values: values,
            maximumSentences: persona.maximumSentences,
            declarations: tools.declarations
        )
    }

    /// What functions returned, in the words of a rule or of the narrator.
    private func report(
        of tools: ToolDialogue,
        _ values: SlotValues,
        _ persona: Persona
    ) -> [ReplyPart]? {
        guard let narration = tools.narration else { return nil }
        var values = values
        values.captures = [narration]
        let player = player(values, persona, tools)
        for rule in script.rules where rule.answers && rule.answers(toAny: tools.returned) {
            if let parts = player.parts(of: rule.steps) { return parts }
        }
        return [.text(player.shortened(narration))]
    }

    /// The calls that words ask for, or the question for what is missing to make one.
    private func parts(for words: String, _ tools: ToolDialogue) -> [ReplyPart]? {
        let choice = tools.choice(for: words)
        guard !choice.isEmpty else {
            return ServiceTools.answer(to: words, tools: tools.request.settings.tools)
                .map { [.text($0)] }
        }
        // Words after a call would wait for its response.
        let question = choice.unfinished.map { [ReplyPart.text($0.question)] } ?? []
        return question + (choice.calls.isEmpty ? [] : [.calls(choice.calls)])
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
