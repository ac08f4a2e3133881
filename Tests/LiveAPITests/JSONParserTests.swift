// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct JSONParserTests {
    private func error(_ bytes: [UInt8], limits: JSONLimits = .default) -> JSONError? {
        do throws(JSONError) {
            _ = try JSONValue(parsing: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    private func error(_ text: String, limits: JSONLimits = .default) -> JSONError? {
        error(Array(text.utf8), limits: limits)
    }

    @Test func everyKindOfValueIsRead() throws {
        let value = try JSONValue(
            parsing: #" { "a" : [ null , true , false ] , "b" : { } , "c" : "x" , "d" : [ ] } "#
        )
        #expect(value == ["a": [nil, true, false], "b": [:], "c": "x", "d": []])
    }

    @Test func duplicateKeysAreKeptAndTheLastOneWins() throws {
        let object = try #require(JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#).objectValue)
        #expect(object.keys == ["a", "b", "a"])
        #expect(object["a"] == 3)
        #expect(object["c"] == nil)
    }

    @Test(
        arguments: [
            ("0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .double(0x1p63)),
            ("1.0", .double(1)), ("1e3", .double(1000)), ("-2.5E-1", .double(-0.25)),
            ("1e-999", .double(0)),
        ] as [(String, JSONValue)]
    )
    func aNumberIsAnIntegerWhenItIsWrittenAsOneAndFits(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(
        arguments: [
            ("", 0), ("  ", 2), ("nul", 0), ("nulL", 0), ("{", 1), ("[1,]", 3), ("[1 2]", 3),
            (#"{"a" 1}"#, 5), (#"{a:1}"#, 1), (#"{"a":1,}"#, 7), (#"{"a":1 "b":2}"#, 7), ("1 1", 2),
            ("01", 1), ("-", 1), ("1.", 2), ("1e", 2), ("+1", 0), (".5", 0), ("NaN", 0),
            ("[1e999]", 1),
            (#""a"#, 2), ("\"a\n\"", 2), (#""\x""#, 1), (#""\u12g4""#, 1), (#""\"#, 1),
            ("\u{FEFF}{}", 0),
            (#"["abcdefghijklmnop\ud800"]"#, 18), (#""\udc00""#, 1), (#""\ud800\u0041""#, 1),
        ] as [(String, Int)]
    )
    func anErrorNamesTheByte(_ text: String, _ offset: Int) {
        #expect(error(text)?.offset == offset)
    }

    @Test func anErrorReadsAsASentence() {
        #expect(
            error("[1 2]")?.description
                == "Invalid JSON at byte 3: a comma or the end of the array must follow."
        )
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xE2, 0x82],
            [0xE2, 0x28, 0xA1], [0xFF],
        ] as [[UInt8]]
    )
    func malformedUTF8IsRefusedWhereItBegins(_ sequence: [UInt8]) {
        for padding in 0..<20 {
            let letters = [UInt8](repeating: UInt8(ascii: "a"), count: padding)
            let bytes = Array("\"".utf8) + letters + sequence + Array("\"".utf8)
            #expect(error(bytes) == JSONError(offset: 1 + padding, reason: "the text is not UTF-8"))
        }
    }

    @Test func everyScalarIsReadPlainAndEscaped() throws {
        for value in stride(from: 0x20, through: 0x10FFFF, by: 61) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let text = String(scalar)
            let escaped = text.utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            #expect(try JSONValue(parsing: "\"\(escaped.joined())\"") == .string(text))
            guard text != "\"", text != "\\" else { continue }
            #expect(try JSONValue(parsing: "\"\(text)\"") == .string(text))
        }
    }

    @Test func shortEscapesAreRead() throws {
        #expect(try JSONValue(parsing: #""\"\\\/\b\f\n\r\t""#) == "\"\\/\u{8}\u{C}\n\r\t")
    }

    /// The string scanner reads eight bytes at a time; a mark must be found at any place.
    @Test func theEndOfAStringIsFoundAtAnyLength() throws {
        for length in 0..<40 {
            let text = String(repeating: "~", count: length)
            #expect(
                try JSONValue(parsing: "[\"\(text)\",\"\(text)\u{7F}\"]") == [
                    .string(text), .string(text + "\u{7F}"),
                ]
            )
            #expect(error("[\"\(text)\u{1F}\"]")?.offset == 2 + length)
        }
    }

    @Test func nestingIsLimited() throws {
        let nested = { (depth: Int) in
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONValue(parsing: nested(64))
        #expect(error(nested(65))?.offset == 64)
        #expect(error(String(repeating: "{\"a\":", count: 1_000_000))?.offset == 64 * 5)
        _ = try JSONValue(parsing: nested(512), limits: JSONLimits(maxDepth: 100_000))
        #expect(error(nested(513), limits: JSONLimits(maxDepth: 100_000))?.offset == 512)
    }

    @Test func sizeIsLimited() {
        let limits = JSONLimits(maxBytes: 4)
        #expect(error("1234", limits: limits) == nil)
        #expect(error("12345", limits: limits)?.offset == 4)
        #expect(error([UInt8](repeating: 0x20, count: 16 << 20 | 1))?.offset == 16 << 20)
    }

    @Test func theNumberOfValuesIsLimited() {
        #expect(error("[1,2]", limits: JSONLimits(maxNodes: 3)) == nil)
        #expect(error("[1,2,3]", limits: JSONLimits(maxNodes: 3))?.offset == 6)
    }

    @Test func theLengthOfANumberIsLimited() {
        #expect(error(String(repeating: "1", count: 300)) == nil)
        #expect(error("[" + String(repeating: "1", count: 2000) + "]")?.offset == 1)
    }
}
