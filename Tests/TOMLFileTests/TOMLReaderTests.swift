// SPDX-License-Identifier: Apache-2.0

import TOMLFile
import Testing

@Suite struct TOMLReaderTests {
    private func reader(_ source: String) throws -> TOMLReader {
        TOMLReader(try TOMLDocument(source: source, name: "script.toml"))
    }

    @Test func valuesAreReadByType() throws {
        let reader = try reader(
            """
            s = "x"
            i = 3
            d = 1.5
            b = true
            t = "250ms"
            a = ["x", "y"]
            mode = "fast"
            [inner]
            s = "deep"
            [[rule]]
            i = 1
            [[rule]]
            i = 2
            """
        )
        #expect(try reader.string("s") == "x")
        #expect(try reader.int("i", in: 1...3) == 3)
        #expect(try reader.double("d") == 1.5)
        #expect(try reader.double("i") == 3)
        #expect(try reader.bool("b") == true)
        #expect(try reader.duration("t") == .milliseconds(250))
        #expect(try reader.stringArray("a") == ["x", "y"])
        #expect(try reader.choice("mode", as: Mode.self) == .fast)
        #expect(try reader.table("inner")?.string("s") == "deep")
        #expect(try reader.tables("rule").compactMap { try $0.int("i") } == [1, 2])
        #expect(try reader.string("absent") == nil)
        #expect(try reader.tables("absent").isEmpty)
        #expect(reader.finish().isEmpty)
    }

    private enum Mode: String, CaseIterable {
        case fast
        case slow
    }

    @Test func wrongTypesNameLinePathAndBothTypes() throws {
        let reader = try reader("[[rule]]\n[[rule]]\nreply = 3\nlist = [\n'a',\n1]\n")
        let rule = try reader.tables("rule")[1]
        #expect(
            message { try rule.string("reply") }
                == "script.toml:3: rule.reply: expected a string, found an integer"
        )
        #expect(
            message { try rule.stringArray("list") }
                == "script.toml:6: rule.list[1]: expected a string, found an integer"
        )
        #expect(
            message { try rule.required("match", rule.string) }
                == "script.toml:2: rule.match: is required"
        )
        #expect(
            message { try rule.int("reply", in: 4...9) }
                == "script.toml:3: rule.reply: expected a number from 4 to 9, found 3"
        )
        #expect(
            message { try rule.table("reply") }
                == "script.toml:3: rule.reply: expected a table, found an integer"
        )
        #expect(message { throw rule.error(nil, "no") } == "script.toml:2: rule: no")
    }

    @Test func wrongWordsListTheRightOnes() throws {
        let reader = try reader("mode = 'quick'\nwait = '3 days'")
        #expect(
            message { try reader.choice("mode", as: Mode.self) }
                == #"script.toml:1: mode: expected one of "fast", "slow", found "quick""#
        )
        #expect(
            message { try reader.duration("wait") }?.hasPrefix(
                #"script.toml:2: wait: expected a duration such as "250ms""#
            ) == true
        )
    }

    @Test func unknownKeysAreWarningsWithTheNearestName() throws {
        let reader = try reader(
            """
            bakground = "x"
            [extra]
            a = 1
            [base]
            forground = "x"
            zzz = 1
            """
        )
        let base = try #require(try reader.table("base"))
        _ = try base.string("foreground")
        _ = try base.string("background")
        _ = try reader.string("name")
        reader.warn("extra", "is odd")
        #expect(
            reader.finish().map(\.description) == [
                "script.toml:1: unknown key `bakground`",
                "script.toml:2: extra: is odd",
                "script.toml:2: unknown key `extra`",
                "script.toml:5: unknown key `base.forground` (did you mean `foreground`?)",
                "script.toml:6: unknown key `base.zzz`",
            ]
        )
    }

    @Test func readingATableTwiceSharesWhatWasAsked() throws {
        let reader = try reader("[a]\nx = 1\ny = 2\n")
        _ = try reader.table("a")?.int("x")
        _ = try reader.table("a")?.int("y")
        #expect(reader.finish().isEmpty)
    }

    @Test(arguments: [
        ("250ms", Duration.milliseconds(250)), ("10s", .seconds(10)),
        ("1.5s", .milliseconds(1_500)),
        ("5m", .seconds(300)), ("2h", .seconds(7_200)), ("0s", .zero),
        ("0.25ms", .microseconds(250)),
    ])
    func durationsAreRead(text: String, duration: Duration) {
        #expect(Duration(parsing: text) == duration)
    }

    @Test(arguments: [
        "", "s", "10", "-1s", "+1s", "1 s", "1d", "1.s", ".5s", "1.2.3s", "1e3s", "10S",
        "9999999999s", "1.1234567s", "١s",
    ])
    func otherTextIsNoDuration(text: String) {
        #expect(Duration(parsing: text) == nil)
    }

    @Test func nearestNameForgivesOneSlipInThree() {
        let names = ["foreground", "background", "border"]
        #expect(NearestName.of("bodrer", among: names) == "border")
        #expect(NearestName.of("Foreground", among: names) == "foreground")
        #expect(NearestName.of("banana", among: names) == nil)
        #expect(NearestName.of(String(repeating: "b", count: 65), among: names) == nil)
    }

    private func message(_ body: () throws -> Any?) -> String? {
        do {
            _ = try body()
            return nil
        } catch {
            return "\(error)"
        }
    }
}
