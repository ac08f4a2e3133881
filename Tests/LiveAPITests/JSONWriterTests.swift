// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct JSONWriterTests {
    private func text(_ value: JSONValue, asciiOnly: Bool = true, pretty: Bool = false) -> String {
        String(decoding: value.serialized(asciiOnly: asciiOnly, pretty: pretty), as: UTF8.self)
    }

    @Test func compactTextHasNoSpaces() {
        #expect(
            text(["a": [1, 2.5, nil, true], "b": [:], "c": []])
                == #"{"a":[1,2.5,null,true],"b":{},"c":[]}"#
        )
    }

    @Test func prettyTextHasOneMemberALine() {
        let expected = """
            {
              "a": [
                1,
                {
                  "b": "c"
                }
              ],
              "d": {},
              "e": []
            }
            """
        #expect(text(["a": [1, ["b": "c"]], "d": [:], "e": []], pretty: true) == expected)
    }

    @Test func beyondASCIIIsEscapedUnlessToldOtherwise() {
        #expect(text(["ключ": "é👋"]) == #"{"\u043a\u043b\u044e\u0447":"\u00e9\ud83d\udc4b"}"#)
        #expect(text(["ключ": "é👋"], asciiOnly: false) == #"{"ключ":"é👋"}"#)
    }

    @Test func whatNobodySeesIsEscapedAlways() {
        let text = text(["a\u{202E}b": "\u{9B}31m\u{2066}\u{2028}👩\u{200D}👧"], asciiOnly: false)
        #expect(text == #"{"a\u202eb":"\u009b31m\u2066\u2028👩\#u{200D}👧"}"#)
    }

    @Test func numbersKeepTheirKind() {
        #expect(
            text([1, 1.0, .integer(.min), 1e300, -0.1])
                == "[1,1.0,-9223372036854775808,1e+300,-0.1]"
        )
        #expect(text([.double(.nan), .double(.infinity)]) == "[null,null]")
    }

    @Test func settingAKeyReplacesEveryMemberOfThatKey() throws {
        var object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
        object["a"] = 4
        #expect(text(.object(object)) == #"{"a":4,"b":2}"#)
        object["b"] = nil
        object["c"] = 5
        #expect(text(.object(object)) == #"{"a":4,"c":5}"#)
    }
}
