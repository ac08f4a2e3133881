// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Testing

@testable import ToolRuns

@Suite struct ArgumentSchemaTests {
    @Test func fittingArgumentsHaveNoProblems() throws {
        let schema = try Self.schema(
            #"""
            {"type":"OBJECT","required":["city"],"properties":{
              "city":{"type":"STRING"},"days":{"type":"integer","minimum":1,"maximum":7},
              "unit":{"type":"STRING","enum":["c","f"],"nullable":true},
              "at":{"type":"ARRAY","items":{"type":"OBJECT","properties":{"h":{"type":"NUMBER"}}}}}}
            """#
        )
        let fitting: JSONObject = [
            "city": "Oslo", "days": 3.0, "unit": nil, "at": [["h": 1], ["h": 2.5]], "more": true,
        ]
        #expect(schema.problems(in: fitting).isEmpty)
    }

    @Test(arguments: [
        (#"{"type":"STRING"}"#, #"3"#, "`x`: expected a string, found an integer"),
        (#"{"type":"integer"}"#, #"3.5"#, "`x`: expected an integer, found a number"),
        (#"{"type":"NUMBER"}"#, #""3""#, "`x`: expected a number, found a string"),
        (#"{"type":"BOOLEAN"}"#, #"null"#, "`x`: expected a boolean, found null"),
        (#"{"type":["string","null"]}"#, #"[]"#, "`x`: expected a string or null, found an array"),
        (
            #"{"type":"STRING","enum":["a","b"]}"#, #""c""#,
            #"`x`: expected one of "a", "b", found "c""#
        ),
        (#"{"const":1}"#, #"2"#, "`x`: expected one of 1, found 2"),
        (#"{"type":"NUMBER","minimum":1}"#, #"0.5"#, "`x`: expected at least 1.0, found 0.5"),
        (#"{"type":"NUMBER","maximum":1}"#, #"2"#, "`x`: expected at most 1.0, found 2.0"),
        (
            #"{"type":"STRING","maxLength":"2"}"#, #""abc""#,
            "`x`: expected at most 2 characters, found 3"
        ),
        (#"{"type":"ARRAY","minItems":1}"#, #"[]"#, "`x`: expected at least 1 elements, found 0"),
        (
            #"{"type":"ARRAY","items":{"type":"STRING"}}"#, #"["a",1]"#,
            "`x[1]`: expected a string, found an integer"
        ),
        (
            #"{"type":"OBJECT","properties":{"y":{"type":"STRING"}},"required":["y"]}"#, #"{}"#,
            "`x.y` is required"
        ),
        (
            #"{"type":"OBJECT","properties":{},"additionalProperties":false}"#, #"{"z":1}"#,
            "`x.z` is not a parameter"
        ),
        (
            #"{"anyOf":[{"type":"STRING"},{"type":"BOOLEAN"}]}"#, #"1"#,
            "`x` fits none of the alternatives"
        ),
    ])
    func problemIsNamed(schema: String, value: String, problem: String) throws {
        let whole = try Self.schema(#"{"properties":{"x":\#(schema)}}"#)
        #expect(whole.problems(in: ["x": try JSONValue(parsing: value)]) == [problem])
    }

    @Test func problemsAreFew() throws {
        let schema = try Self.schema(#"{"properties":{"x":{"items":{"type":"STRING"}}}}"#)
        let numbers = JSONValue.array(Array(repeating: 1, count: 10_000))
        #expect(schema.problems(in: ["x": numbers]).count == 5)
    }

    @Test(arguments: [
        (#"{"type":"STR"}"#, "type"), (#"{"properties":{"a":{"type":3}}}"#, "properties.a.type"),
        (#"{"properties":[]}"#, "properties"), (#"{"required":"a"}"#, "required"),
        (#"{"properties":{"a":{"anyOf":[1]}}}"#, "properties.a.anyOf.0"),
        (#"{"type":"ARRAY"}"#, "type"),
        (#"{"properties":{"a":{"minItems":-1}}}"#, "properties.a.minItems"),
    ])
    func brokenSchemaIsRefusedWithItsPlace(schema: String, place: String) throws {
        let json = try JSONValue(parsing: schema)
        var reader = SchemaReader(warnsOfUnknownWords: true)
        let fault = #expect(throws: SchemaFault.self) { try reader.readArguments(json) }
        #expect(fault?.path.joined(separator: ".") == place)
    }

    @Test func typesAreDeclaredInUpperCase() throws {
        let json = try JSONValue(
            parsing: #"{"properties":{"type":{"type":"string"},"l":{"items":{"type":"integer"}}}}"#
        )
        let expected = try JSONValue(
            parsing: #"{"properties":{"type":{"type":"STRING"},"l":{"items":{"type":"INTEGER"}}}}"#
        )
        #expect(SchemaSpelling.upperCased(json) == expected)
    }

    private static func schema(_ text: String) throws -> ArgumentSchema {
        var reader = SchemaReader(warnsOfUnknownWords: true)
        return try reader.readArguments(JSONValue(parsing: text))
    }
}
