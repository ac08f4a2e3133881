// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import TOMLFile
import Testing

@Suite struct ScriptParsingTests {
    /// A broken rule, and the error's line and text.
    @Test(arguments: [
        (#"reply = "x""#, 2, "expected `when`, `match` or `returned`"),
        (#"when = "*""#, 3, "rule.when: expected a pattern with at least one word"),
        (#"when = 5"#, 3, "rule.when: expected an array of strings, found an integer"),
        (#"match = "(""#, 3, "rule.match: expected a regular expression"),
        (#"when = "hi""#, 2, "expected `reply`, `remember`, `call`, `steps` or a fault"),
        ("when = \"hi\"\nreply = \"{1\"", 4, "rule.reply: expected every { to have its }"),
        ("when = \"hi\"\nreply = \"{nme}\"", 4, "found \"{nme}\""),
        ("when = \"hi\"\nreply = \"{calculate}\"", 4, "expected a slot such as {1}"),
        ("when = \"hi\"\nreply = \"{calcu\\tlate}\"", 4, #"found "{calcu\tlate}""#),
        ("when = \"hi\"\nreply = 1", 4, "rule.reply: expected an array of strings"),
        ("when = \"hi\"\ndelay = \"soon\"", 4, "rule.delay: expected a duration such as"),
        ("when = \"hi\"\nclose = { code = 1006 }", 4, "expected a close code that may be sent"),
        ("when = \"hi\"\nclose = { reason = \"x\" }", 4, "rule.close.code: is required"),
        ("when = \"a * b * c * d * e *\"\nreply = \"x\"", 3, "at most 4 `*`"),
    ])
    func errorNamesTheLineAndWhatWasExpected(rule: String, line: Int, message: String) {
        let source = "fallback = \"?\"\n[[rule]]\n" + rule
        do throws(TOMLError) {
            _ = try Script.parse(source, name: "my.toml")
            Issue.record("no error")
        } catch {
            #expect(error.line == line, "\(error)")
            #expect("\(error)".hasPrefix("my.toml:\(line): "))
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    /// What a recognizer could not listen for is told, with the line of the phrase.
    @Test(arguments: [
        (
            "say <nmber>",
            "hear: expected words and the slots <number>, <sum>, <name>, found <nmber>"
        ),
        ("what is *", "found *"), ("my name is {1}", "found {1}"),
        ("[<number>]", "found [<number>]"),
        ("12", #"hear: expected a phrase of English words, found "12""#),
    ])
    func phraseToHearIsChecked(phrase: String, message: String) {
        let source = "fallback = \"?\"\nhear = [\n  \"hello\",\n  \"\(phrase)\",\n]"
        do throws(TOMLError) {
            _ = try Script.parse(source, name: "my.toml")
            Issue.record("no error")
        } catch {
            #expect("\(error)".hasPrefix("my.toml:4: "), "\(error)")
            #expect("\(error)".contains(message), "\(error)")
        }
    }

    @Test func scriptWithoutFallbackIsRefused() {
        #expect(throws: TOMLError.self) { try Script.parse("", name: "s") }
    }

    @Test func unknownKeysAreWarnings() throws {
        let source = "fallback = \"?\"\n[[rule]]\nwhen = \"hi\"\nreply = \"x\"\nrepyl = \"y\""
        let warnings = try Script.parse(source, name: "s.toml").warnings
        #expect(warnings.map(\.line) == [5])
        #expect("\(warnings)".contains("did you mean `reply`?"))
    }

    @Test func bracesCanBeWritten() throws {
        let template = try ReplyTemplate("{{x}} {1|none}")
        #expect(template.filled { _ in nil } == "{x} none")
        #expect(template.slots == [.capture(1)])
    }
}
