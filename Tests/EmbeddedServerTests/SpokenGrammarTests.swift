// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import EmbeddedServer

@Suite struct SpokenGrammarTests {
    private let known: Set<String> = [
        "hello", "hi", "count", "to", "up", "one", "two", "twenty", "a", "hundred", "plus", "ada",
    ]

    @Test func phrasesOfKnownWordsBecomeTheGrammar() throws {
        let grammar = SpokenGrammar(phrases: [
            "hello|hi|howdy", "count [up] to <number>", "bonjour",
        ])
        let jsgf = try #require(grammar.jsgf { known.contains($0) })
        #expect(jsgf.contains("<phrase> = (hello|hi)|(count) [up] (to) <number>;"))
        #expect(jsgf.contains("<digit> = one|two;"))
        #expect(jsgf.contains("<name> = ada;"))
        #expect(SpokenGrammar(phrases: ["bonjour"]).jsgf { known.contains($0) } == nil)
    }

    @Test func hostilePhrasesStayOutOfTheGrammar() {
        let grammar = SpokenGrammar(phrases: ["hello;<a>", "(", "[", "<hello>", "", "|"])
        #expect(grammar.jsgf { _ in true } == nil)
    }

    @Test func unknownSoundsAreNoWords() {
        #expect(SpokenGrammar.text(of: "my name is ada") == "my name is Ada")
        #expect(SpokenGrammar.text(of: "xxaa xxb xxt") == "")
        #expect(SpokenGrammar.text(of: "") == "")
    }

    @Test func theBuiltInScriptIsListenedFor() throws {
        let grammar = SpokenGrammar(try .builtIn())
        #expect(grammar.phrases.contains("count [up] to <number>"))
        #expect(grammar.phrases.contains("how are you"))
        #expect(!grammar.phrases.contains { $0.contains("*") })
    }
}
