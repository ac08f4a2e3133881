// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct DecodingRulesTests {
    private func client(_ text: String) throws -> LiveClientMessage {
        try MessageCodec().decodeClient(Array(text.utf8))
    }

    private func server(_ text: String) throws -> LiveServerMessage {
        try MessageCodec().decodeServer(Array(text.utf8))
    }

    @Test(arguments: ["turnComplete", "turn_complete", "turn\\u0043omplete"])
    func aNameIsTakenHoweverItIsWritten(_ name: String) throws {
        let content = try client(#"{"client_content":{"\#(name)":true}}"#).clientContent
        #expect(content?.turnComplete == true)
    }

    @Test(arguments: [
        "turncomplete", "TurnComplete", "turn_Complete", "turn__complete", "_turn_complete",
        "turnComplete_", "turnComplet", "turn_completed", "",
    ])
    func aNameInAnotherFormIsUnknown(_ name: String) throws {
        let message = try client(#"{"clientContent":{"\#(name)":true}}"#)
        #expect(message.clientContent == ClientContent())
        #expect(message.unknown == [UnknownField(path: "clientContent.\(name)", value: true)])
    }

    @Test func laterDuplicateReplacesTheWholeEarlierValue() throws {
        let message = try client(
            #"""
            {"setup":{"model":"a"},"setup":{"tools":[]},
            "realtime_input":{"text":"a"},"realtimeInput":{"text":"b"}}
            """#
        )
        #expect(message.setup == Setup())
        #expect(message.realtimeInput?.text == "b")
    }

    @Test func nullIsAbsentAndTakesBackADuplicate() throws {
        let content = try server(
            #"""
            {"goAway":null,"serverContent":{"turnComplete":null,"modelTurn":{"parts":null},
            "inputTranscription":{"text":"a"},"inputTranscription":null}}
            """#
        )
        #expect(content == LiveServerMessage(serverContent: ServerContent(modelTurn: Content())))
    }

    @Test(arguments: ["25600", "25600.0", "2.56e4", "\"25600\""])
    func anIntegerMayBeWrittenAs(_ text: String) throws {
        let message = try client(
            #"""
            {"setup":{"contextWindowCompression":{"triggerTokens":\#(text)},
            "generationConfig":{"topK":\#(text)}}}
            """#
        )
        #expect(message.setup?.contextWindowCompression?.triggerTokens == 25_600)
        #expect(message.setup?.generationConfig?.topK == 25_600)
        #expect(message.issues.isEmpty)
    }

    @Test(arguments: ["0.5", "\"0.5\"", "5e-1"])
    func aNumberMayBeWrittenAs(_ text: String) throws {
        let message = try client(#"{"setup":{"generationConfig":{"temperature":\#(text)}}}"#)
        #expect(message.setup?.generationConfig?.temperature == 0.5)
    }

    @Test func anEnumMayBeANumber() throws {
        let message = try client(
            #"""
            {"setup":{"generationConfig":{"responseModalities":[3, 99]},
            "realtimeInputConfig":{"activityHandling":2}}}
            """#
        )
        let modalities = message.setup?.generationConfig?.responseModalities
        #expect(modalities == [.audio, .unrecognized("99")])
        #expect(message.setup?.realtimeInputConfig?.activityHandling == .noInterruption)
    }

    @Test(arguments: [
        "AAABAP//", "AAABAP__", "AAABAP\\/\\/", "AAABAP\\u002f\\u002F",
    ])
    func base64MayBeWrittenAs(_ text: String) throws {
        let message = try client(#"{"realtimeInput":{"audio":{"data":"\#(text)"}}}"#)
        #expect(message.realtimeInput?.audio?.data == [0, 0, 1, 0, 255, 255])
    }

    @Test func opaqueMapsAreUntouched() throws {
        let message = try server(
            #"""
            {"toolCall":{"functionCalls":
            [{"args":{"some_key":{"inner_key":[1,2.0,null]},"some_key":"again"}}]}}
            """#
        )
        let args = try #require(message.toolCall?.functionCalls.first?.args)
        #expect(args.keys == ["some_key", "some_key"])
        #expect(args["some_key"] == "again")
        #expect(args.members.first?.value == ["inner_key": [1, .double(2), .null]])
    }

    @Test func unknownFieldsAndKindsAreKeptWithTheirPath() throws {
        let message = try Fixture.server("unknown.field-and-kind")
        #expect(
            message.unknown == [
                UnknownField(path: "weather", value: ["rain": true]),
                UnknownField(path: "serverContent.modelTurn.parts[1].sparkle", value: 1),
            ]
        )
        #expect(message.kinds == ["serverContent", "weather"])
        #expect(message.serverContent?.modelTurn?.parts.map(\.text) == ["a", "b"])
    }

    @Test func refusedFieldsOfTheGenerationConfigAreUnknown() throws {
        let paths = try Fixture.client("setup.refused-fields").unknown.map(\.path)
        #expect(
            paths == [
                "setup.generationConfig.stopSequences", "setup.generationConfig.responseMimeType",
            ]
        )
    }

    @Test func wrongTypesAreNotedAndLeftOut() throws {
        let message = try Fixture.client("setup.wrong-types")
        #expect(
            message.issues.map(\.description) == [
                "setup.model: expected a string, found an integer",
                "setup.generationConfig.topK: expected an integer, found a fractional number",
                "setup.generationConfig.temperature: expected a number, found a string",
                "setup.generationConfig.responseModalities[1]: "
                    + "expected the name of an enum value, found a boolean",
                "setup.tools[0].functionDeclarations[0].name: expected a string, found an array",
                "setup.sessionResumption: expected an object, found a string",
                "setup.explicitVadSignal: expected true or false, found a string",
            ]
        )
        #expect(message.setup?.generationConfig?.responseModalities == [.text])
        #expect(message.setup?.tools == [Tool(functionDeclarations: [FunctionDeclaration()])])
    }

    @Test(arguments: ["A", "AA=A", "A===", "AA*A", "ÄÄÄÄ", "AAAA AAAA"])
    func brokenBase64IsAnIssue(_ text: String) throws {
        let message = try client(#"{"realtimeInput":{"audio":{"data":"\#(text)"}}}"#)
        let issue = DecodingIssue(
            path: "realtimeInput.audio.data",
            expected: "base64",
            found: "a string"
        )
        #expect(message.issues == [issue])
    }

    @Test func aMessageMustBeAnObject() {
        let expected = JSONError(
            offset: 1,
            reason: "a Live API message is a JSON object, this is an array"
        )
        #expect(throws: expected) { try server(" [1]") }
        #expect(throws: JSONError(offset: 0, reason: "the text is empty")) { try server("") }
    }

    @Test func notesAreLimited() throws {
        let members = (0..<1000).map { #""field\#($0)":1"# }.joined(separator: ",")
        #expect(try server("{\(members)}").unknown.count == 100)
        let numbers = repeatElement("1", count: 1000).joined(separator: ",")
        let message = try server(#"{"toolCallCancellation":{"ids":[\#(numbers)]}}"#)
        #expect(message.issues.count == 100)
    }
}
