// SPDX-License-Identifier: Apache-2.0

/// What a `ScriptResponder` goes by; `default-script.toml` describes the format.
package struct Script: Sendable {
    /// The name it gives when the system instruction gives none.
    package var name: String
    /// Greetings by language name, such as "french"; "english" is the one to fall back to.
    package var greetings: [String: String]
    package var rules: [Rule]
    /// Replies when no rule applies.
    package var fallback: [ReplyTemplate]
    /// Replies to a turn without words.
    package var wordless: [ReplyTemplate]
    /// Spoken phrases to listen for beside those of the rules, as `SpokenGrammar` has them.
    package var hear: [String] = []
    package var functions = FunctionOrder.after

    /// When the functions a client declared are considered.
    package enum FunctionOrder: String, Sendable, CaseIterable {
        case before
        case after
        case never
    }

    /// What to answer when.
    package struct Rule: Sendable {
        package var matchers: [Matcher]
        /// Facts kept from what was said, whichever rule answers.
        package var remember: [(fact: String, value: ReplyTemplate)]
        /// What to do, in order.
        package var steps: [ScriptStep]

        /// What it answers to, for those who want to know why it did.
        var name: String {
            matchers.first.map { matcher in
                switch matcher {
                case .words(let pattern): pattern.source
                case .regex(let source): source
                case .returned(let function): "the response of \(function)"
                }
            } ?? ""
        }

        /// Whether the rule answers, or only remembers.
        var answers: Bool {
            steps.contains {
                switch $0 {
                case .delay, .thought: false
                default: true
                }
            }
        }

        /// Whether a response of one of these functions is answered by the rule.
        func answers(toAny names: [String]) -> Bool {
            matchers.contains {
                if case .returned(let name) = $0 { names.contains(name) } else { false }
            }
        }

        /// The captures of the first matcher that matches.
        func captures(in text: String, _ utterance: Utterance) -> [String]? {
            for matcher in matchers {
                if let captures = matcher.captures(in: text, utterance) { return captures }
            }
            return nil
        }
    }

    /// One condition on what was said.
    package enum Matcher: Sendable, Equatable {
        case words(WordPattern)
        /// A regular expression, checked when the script was read. Kept as text: `Regex` is not
        /// `Sendable`.
        case regex(String)
        /// A response of this function came; what it says in words is the capture.
        case returned(String)

        /// Only this much of a text is given to a regular expression, whose time may explode.
        static let maximumRegexInput = 2_000

        func captures(in text: String, _ utterance: Utterance) -> [String]? {
            switch self {
            case .returned: return nil
            case .words(let pattern):
                return pattern.captures(in: utterance)
            case .regex(let source):
                guard let regex = try? Regex(source).ignoresCase(),
                    let match = text.prefix(Self.maximumRegexInput).firstMatch(of: regex)
                else { return nil }
                return match.output.dropFirst().map { $0.substring.map(String.init) ?? "" }
            }
        }
    }
}
