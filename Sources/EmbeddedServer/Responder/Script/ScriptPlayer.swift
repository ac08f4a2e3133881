// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Makes the parts of a reply from the steps of a rule.
struct ScriptPlayer {
    let values: SlotValues
    /// Replies are cut after so many sentences.
    let maximumSentences: Int?
    let declarations: [FunctionDeclaration]

    /// The parts, or nil when a slot that is needed stays empty: then the rule does not apply.
    func parts(of steps: [ScriptStep]) -> [ReplyPart]? {
        var parts: [ReplyPart] = []
        for step in steps {
            if case .quiet = step { continue }
            guard let part = part(of: step) else { return nil }
            parts.append(part)
        }
        return parts
    }

    /// The first template whose slots can all be filled.
    func text(_ templates: [ReplyTemplate]) -> String? {
        for template in templates {
            if let text = template.filled(by: values.value(of:)) { return shortened(text) }
        }
        return nil
    }

    func shortened(_ text: String) -> String {
        guard let maximumSentences else { return text }
        return TextPieces.sentences(text, maximumWords: .max).prefix(maximumSentences).joined()
    }

    private func part(of step: ScriptStep) -> ReplyPart? {
        switch step {
        case .reply(let templates): return text(templates).map(ReplyPart.text)
        case .thought(let templates): return text(templates).map(ReplyPart.thought)
        case .quiet: return nil
        case .call(let calls):
            let made = calls.compactMap(call)
            return made.count == calls.count ? .calls(made) : nil
        case .delay(let duration): return .pause(duration)
        case .stall: return .stall
        case .frame(let text): return .frame(Array(text.utf8))
        case .malformed(let kind): return .frame(kind.bytes)
        case .oversized(let bytes): return .frame(Self.message(bytes: bytes))
        case .audioChunk(let bytes): return .audioChunks(bytes: bytes)
        case .interrupt: return .interrupt
        case .goAway(let time): return .goAway(timeLeft: time)
        case .loseHandles: return .loseHandles
        case .close(let close): return .close(close)
        }
    }

    private func call(_ call: ScriptStep.Call) -> FunctionCall? {
        let args = ScriptStep.Argument.filled(call.args, by: values.value(of:))
        guard var args else { return nil }
        let declaration = declarations.first { $0.name == call.name }
        for parameter in declaration.map(Parameter.all) ?? [] {
            guard let text = args[parameter.name]?.stringValue,
                let typed = Self.typed(text, parameter.kind)
            else { continue }
            args[parameter.name] = typed
        }
        return FunctionCall(name: call.name, args: args)
    }

    /// A slot's text as the kind of value that is declared.
    private static func typed(_ text: String, _ kind: Parameter.Kind) -> JSONValue? {
        switch kind {
        case .integer: NumberWords.value(of: text).map { .integer(Int64($0)) }
        case .number:
            NumberWords.value(of: text).map { .integer(Int64($0)) }
                ?? Double(text).map(JSONValue.double)
        case .boolean:
            [
                "true": true, "yes": true, "on": true, "false": false, "no": false,
                "off": false,
            ][text.lowercased()].map(JSONValue.bool)
        case .string, .array, .object: nil
        }
    }

    /// Model text, filled up to a size.
    private static func message(bytes: Int) -> [UInt8] {
        let opening = Array(
            #"{"serverContent":{"modelTurn":{"role":"model","parts":[{"text":""#.utf8
        )
        let closing = Array(#""}]}}}"#.utf8)
        let filling = max(0, bytes - opening.count - closing.count)
        return opening + [UInt8](repeating: UInt8(ascii: "x"), count: filling) + closing
    }
}
