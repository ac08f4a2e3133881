// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Testing

@Suite struct WordPatternTests {
    private func captures(_ pattern: String, _ text: String) throws -> [String]? {
        try WordPattern(pattern).captures(in: Utterance(text))
    }

    @Test(arguments: [
        ("my name is *", "Hi! My name is Ada Lovelace. Bye.", ["Ada Lovelace"]),
        ("hello|hi", "Oh, HI there", []),
        ("what is * times *", "what is 12 times 7?", ["12", "7"]),
        ("count [up] to *", "Please count to thirty", ["thirty"]),
        ("count [up] to *", "count up to 9!", ["9"]),
        ("what's the time", "What\u{2019}s the time?", []),
        ("* is * now", "it really is cold now", ["it really", "cold"]),
    ])
    func phraseIsFoundAnywhere(pattern: String, text: String, expected: [String]) throws {
        #expect(try captures(pattern, text) == expected)
    }

    @Test(arguments: [
        ("my name is *", "My name is"), ("my name is *", "My name is. Ada"), ("hi", "this"),
        ("good night", "It is good. Night falls"), ("hello", ""), ("* now", "now"),
    ])
    func otherTextsDoNotMatch(pattern: String, text: String) throws {
        #expect(try captures(pattern, text) == nil)
    }

    @Test func patternsWithoutWordsOrWithTooManyWildcardsAreRefused() {
        #expect(throws: WordPatternError.noWords) { try WordPattern("* *") }
        #expect(throws: WordPatternError.noWords) { try WordPattern("  ") }
        #expect(throws: WordPatternError.tooManyWildcards) {
            try WordPattern("a * b * c * d * e *")
        }
    }

    @Test func longTextsStayFast() throws {
        let text = String(repeating: "a b c d ", count: 5_000)
        #expect(try captures("a * b * c * d * missing", text) == nil)
    }
}

@Suite struct ArithmeticTests {
    @Test(arguments: [
        ("12 times 7", "84"), ("12*7", "84"), ("(3+4)*2", "14"), ("10 divided by 4", "2.5"),
        ("2 to the power of 10", "1024"), ("2^3^2", "512"), ("-3 + 5", "2"), ("7 - -2", "9"),
        ("twelve times seven", "84"), ("twenty-five plus one hundred and five", "130"),
        ("15 percent of 80", "12"), ("the square root of 16", "4"), ("1,000 + 1", "1001"),
        ("10 / 3", "3.333333"), ("0.1 + 0.2", "0.3"), ("17 % 5", "2"), ("3 \u{00D7} 4", "12"),
        ("two thousand and six minus 6", "2000"), ("6 x 7 please", "42"),
    ])
    func sumsAreWorkedOut(text: String, result: String) {
        #expect(Arithmetic.evaluate(text).map(Arithmetic.text(of:)) == result)
    }

    @Test(arguments: [
        "", "7", "seven", "the time", "1 / 0", "2 +", "* 3", "(1 + 2", "1 + 2)", "your name",
        "9^9^9^9", "1 2", "the square root of -1",
    ])
    func otherTextsAreNoSums(text: String) {
        #expect(Arithmetic.evaluate(text) == nil)
    }

    @Test func deepAndLongExpressionsAreRefused() {
        #expect(Arithmetic.evaluate(String(repeating: "(", count: 60) + "1") == nil)
        #expect(Arithmetic.evaluate(String(repeating: "1+", count: 10_000) + "1") == nil)
        #expect(Arithmetic.evaluate(String(repeating: "- ", count: 60) + "1") == nil)
    }
}

@Suite struct PersonaTests {
    private func persona(_ text: String) -> Persona {
        Persona(systemInstruction: text, languages: ["english", "french", "german"])
    }

    @Test(arguments: [
        ("You are Ada, a friendly guide.", "Ada"), ("Your name is Ada.", "Ada"),
        ("You are a poet. Your name is Ben.", "Ben"), ("you are called Max", "Max"),
        ("You're Zoe.", "Zoe"),
    ])
    func nameIsTaken(instruction: String, name: String) {
        #expect(persona(instruction).name == name)
    }

    @Test(arguments: [
        "You are a helpful assistant.", "", "Be kind.", "As you are. Ada is not you.",
    ])
    func noNameIsInvented(instruction: String) {
        #expect(persona(instruction).name == nil)
    }

    @Test func languageAndLengthAreTaken() {
        #expect(persona("Always answer in French.").language == "french")
        #expect(persona("You know the German railways.").language == nil)
        #expect(persona("Answer in one sentence.").maximumSentences == 1)
        #expect(persona("Use at most two sentences.").maximumSentences == 2)
        #expect(persona("Be brief.").maximumSentences == 1)
        #expect(persona("Take your time.").maximumSentences == nil)
    }
}
