// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Foundation
import LiveAPI
import LiveEngine
import Recording
import Testing

@Suite struct BundleTests {
    /// One event of every kind and of every shade that is told apart.
    static let everyKind: [SessionEvent.Kind] = [
        .phase(.idle), .phase(.connecting(attempt: 2)), .phase(.settingUp), .phase(.ready),
        .phase(.reconnecting(attempt: 3, reason: "the connection was lost")), .phase(.closing),
        .phase(.ended(.closedByUser)),
        .phase(.ended(.closedByServer(code: 1007, reason: "Quoted \"so\"\nand broken"))),
        .phase(.ended(.connectionLost("reset by the peer"))),
        .phase(.ended(.failed(SessionError(.cannotConnect, "refused", isRetryable: true)))),
        .phase(.ended(.failed(SessionError(.refused, "no")))),
        .phase(.ended(.failed(SessionError(.protocolViolation, "no")))),
        .phase(.ended(.failed(SessionError(.outboundOverflow, "no")))),
        .userText("Grüße 🎈 \u{202E}reversed", turn: 1, delivery: .queued),
        .userText("", turn: 2, delivery: .sent), .userText("lost", turn: 3, delivery: .lost),
        .modelText(" and so ", turn: 1, isThought: false),
        .modelText("hm", turn: 1, isThought: true),
        .modelAudio(AudioPart(pcm: noise(960, seed: 1), sampleRate: 24_000), turn: 1),
        .modelAudio(AudioPart(pcm: noise(961, seed: 2), sampleRate: 24_000), turn: 1),
        .modelAudio(AudioPart(pcm: noise(320, seed: 3), sampleRate: 16_000), turn: 1),
        .inputTranscript(Transcription(text: " heard", finished: true), turn: 1),
        .outputTranscript(
            Transcription(text: "said", languageCode: "en", startOffset: .milliseconds(1500)),
            turn: 2
        ),
        .generationComplete(turn: 2), .interrupted(turn: 2),
        .turnEnded(TurnEnd(), turn: 1),
        .turnEnded(
            TurnEnd(
                wasInterrupted: true,
                reason: "MALFORMED_FUNCTION_CALL",
                interactionStatus: "IDLE",
                isWaitingForInput: true
            ),
            turn: 2
        ),
        .toolCall(
            [
                FunctionCall(
                    id: "c1",
                    name: "get_weather",
                    args: ["city": "Oslo", "days": [1, 2.5]]
                )
            ],
            turn: 2
        ),
        .toolCallCancellation(["c1", "c2"]),
        tool(.awaitingConfirmation, .command(["date", "-u"], directory: "/tmp")),
        tool(.awaitingAnswer, .hand), tool(.held, .reply(["ok": true])), tool(.queued),
        tool(.running), tool(.finished(["celsius": 4])), tool(.failed("no")), tool(.timedOut),
        tool(.cancelled), tool(.late(["x": []])), tool(.duplicate),
        .usage(UsageMetadata(promptTokenCount: 25, totalTokenCount: 44), turn: 1),
        .goAway(timeLeft: .seconds(52)), .goAway(timeLeft: nil),
        .resumption(SessionResumptionUpdate(newHandle: "abc", resumable: true)),
        .resumption(SessionResumptionUpdate()),
        .video(.source("camera", .off)), .video(.source("camera", .starting)),
        .video(.source("camera", .running)), .video(.source("camera", .stalled)),
        .video(.source("camera", .unavailable("busy"))), .video(.source("camera", .lost("gone"))),
        .video(.source("a file", .ended)), .video(.dropped(count: 2)),
        .voice(.device(.input, .opening)), .voice(.device(.output, .running)),
        .voice(.device(.input, .suspended)), .voice(.device(.input, .stalled)),
        .voice(.device(.input, .unavailable("busy"))), .voice(.device(.output, .lost("gone"))),
        .voice(.device(.input, .stopped)), .voice(.microphone(isOpen: true)),
        .voice(.speech(isActive: false, ago: .milliseconds(320))),
        .voice(.speech(isActive: true)), .voice(.replyAudible(turn: 4, ago: .milliseconds(7))),
        .voice(
            .replyHeard(
                turn: 4,
                heard: .nanoseconds(1_234_567_891),
                received: .seconds(2),
                wasCut: true
            )
        ),
        .notice(Notice(.info, "i")), .notice(Notice(.warning, "w")), .notice(Notice(.error, "e")),
    ]

    private static func tool(
        _ state: ToolEvent.State,
        _ means: ToolEvent.Means = .nothing
    ) -> SessionEvent.Kind {
        .tool(
            ToolEvent(
                id: "c1",
                name: "get_weather",
                arguments: ["city": "Oslo"],
                means: means,
                state: state,
                timeLimit: state == .running ? .seconds(20) : nil,
                latency: .milliseconds(182),
                argumentBytes: 15,
                responseBytes: 12,
                diagnostics: state == .timedOut ? "slow\n" : ""
            )
        )
    }

    @Test func everyKindOfEventComesBackAsItWas() throws {
        let bundle = try TestBundle()
        let events = SessionEvent.timed(Self.everyKind)
        try bundle.write(events)
        #expect(try bundle.events() == events)
    }

    @Test func timesAreExactToTheNanosecond() throws {
        let bundle = try TestBundle()
        let events = [1, 999_999_999, 86_400_000_000_007, 90 * 86_400_000_000_001].map {
            SessionEvent(offset: .nanoseconds($0), kind: .phase(.ready))
        }
        try bundle.write(events)
        #expect(try bundle.events() == events)
    }

    /// JSON in the ways in which servers and clients write it, and what is no JSON at all.
    static let payloads = [
        #"{"setupComplete":{}}"#,
        "{\n  \"setupComplete\": {}\n}\n",
        "{\n\t\"setupComplete\": {}\n}",
        "\t{\"setupComplete\":\t{}}",
        #"{"unknownKind":{"text":",\"json\":{"},"a":1e3,"b":"\/\u00e9"}"#,
        #"{"serverContent":{"modelTurn":{"parts":[{"text":"Grüße 🎈"}]}}}"#,
        #"{"a":{"file":"mic.wav","sample":0,"samples":4}}"#,
        "not JSON", "", "{", "[1,2]", "{\"a\":1}\u{0}",
    ]

    @Test(arguments: payloads)
    func payloadsComeBackByteForByte(payload: String) throws {
        let bundle = try TestBundle()
        let events = SessionEvent.timed([.down(1, payload), .down(2, payload, opcode: .text)])
        try bundle.write(events)
        #expect(try bundle.events() == events)
    }

    @Test func bytesThatAreNoTextComeBack() throws {
        let bundle = try TestBundle()
        let payload: [UInt8] = [0xFF, 0x00, 0x7B, 0xFE]
        let frame = WireFrame(
            number: 1,
            direction: .serverToClient,
            opcode: .binary,
            payload: payload,
            meaning: .undecodable("not UTF-8")
        )
        let close = WireFrame(
            number: 2,
            direction: .serverToClient,
            opcode: .close,
            payload: Array("bye".utf8),
            meaning: .close(code: 1011, reason: "bye")
        )
        let events = SessionEvent.timed([.frame(frame), .frame(close)])
        try bundle.write(events)
        #expect(try bundle.events() == events)
    }

    @Test func framesOfThePersonsOwnKeepTheirMark() throws {
        let bundle = try TestBundle()
        guard case .frame(var frame) = SessionEvent.Kind.up(1, LiveClientMessage()) else { return }
        frame.isInjected = true
        let events = SessionEvent.timed([.frame(frame), .up(2, LiveClientMessage())])
        try bundle.write(events)
        #expect(try bundle.events() == events)
    }

    @Test func soundIsKeptOnceAndOnlyInTheWAVFiles() throws {
        let bundle = try TestBundle()
        let (said, heard) = (noise(640, seed: 1), noise(1920, seed: 2))
        let events = SessionEvent.timed(
            [.speech(1, said)] + SessionEvent.Kind.sound(2, heard, turn: 1)
                + [.speech(3, noise(640, seed: 3))]
        )
        try bundle.write(events)
        #expect(try bundle.events() == events)

        let microphone = try WAV.parse(bundle.contents("mic.wav"))
        #expect(microphone.format == WAVFormat(channels: 1, sampleRate: 16_000, bitsPerSample: 16))
        #expect(try Array(bundle.contents("mic.wav")[44...]) == said + noise(640, seed: 3))
        #expect(try Array(bundle.contents("model.wav")[44...]) == heard)
        let base64 = String(decoding: Base64.encode(heard).prefix(40), as: UTF8.self)
        #expect(try !bundle.text("frames.jsonl").contains(base64))
        let line = try bundle.text("frames.jsonl").split(separator: "\n")[1]
        #expect(line.contains(#""data":{"file":"model.wav","sample":0,"samples":960}"#))
    }

    @Test func paddingWrittenAsEscapesComesBackSo() throws {
        let bundle = try TestBundle()
        let pcm = noise(640, seed: 9)
        let base64 = String(decoding: Base64.encode(pcm), as: UTF8.self)
        #expect(base64.hasSuffix("=="))
        let escaped = base64.replacing("=", with: "\\u003d")
        let blob = #"{"mimeType": "audio/pcm;rate=24000", "data": "\#(escaped)"}"#
        let text = #"{"serverContent": {"modelTurn": {"parts": [{"inlineData": \#(blob)}]}}}"#
        let events = SessionEvent.timed([.down(1, text)])
        try bundle.write(events)
        #expect(try bundle.events() == events)
        #expect(try bundle.contents("model.wav").count == 44 + 640)
    }

    @Test func picturesAreFilesOfTheirOwn() throws {
        let bundle = try TestBundle()
        let picture = noise(500, seed: 4)
        let input = RealtimeInput(video: Blob(mimeType: "image/jpeg", data: picture))
        let events = SessionEvent.timed([.up(1, LiveClientMessage(realtimeInput: input))])
        try bundle.write(events)
        #expect(try bundle.events() == events)
        #expect(try bundle.contents("media/000001.jpg") == picture)
    }

    @Test func everyLineOfBothFilesIsJSONWithPlaceAndTime() throws {
        let bundle = try TestBundle()
        try bundle.write(
            SessionEvent.timed(
                Self.everyKind + Self.payloads.map { .down(1, $0) } + [
                    .speech(9, noise(64, seed: 1))
                ]
            )
        )
        var places: [Int64] = []
        for name in ["frames.jsonl", "events.jsonl"] {
            for line in try bundle.text(name).split(separator: "\n") {
                let object = try #require(JSONValue(parsing: String(line)).objectValue)
                places.append(try #require(object["i"]?.integerValue))
                #expect(object["t"]?.doubleValue != nil)
                #expect(object["wall"]?.stringValue?.hasPrefix("2026-11-22T22:45:") == true)
            }
        }
        #expect(places.sorted() == Array(0..<Int64(places.count)))
    }

    @Test func latenciesAreWrittenForPeopleAndScripts() throws {
        let bundle = try TestBundle()
        try bundle.write(
            SessionEvent.timed([
                .userText("Hello", turn: 1, delivery: .sent), .phase(.ready),
                .modelText("Hi", turn: 1, isThought: false), .turnEnded(TurnEnd(), turn: 1),
            ])
        )
        let line = try bundle.text("events.jsonl").split(separator: "\n").last
        #expect(line?.hasSuffix(#""event":"latency","turn":1,"reply":0.2}"#) == true)
    }

    @Test func onlyItsOwnerCanReadIt() throws {
        let bundle = try TestBundle()
        let input = RealtimeInput(video: Blob(mimeType: "image/png", data: noise(500, seed: 4)))
        try bundle.write(SessionEvent.timed([.up(1, LiveClientMessage(realtimeInput: input))]))
        let files = try bundle.files()
        #expect(
            files == [
                "events.jsonl", "frames.jsonl", "media", "media/000001.png", "meta.json",
                "mic.wav", "model.wav",
            ]
        )
        for name in [""] + files {
            let path = bundle.path + "/" + name
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(name)")
        }
    }

    @Test func aBundleThatIsThereIsNotOverwritten() throws {
        let bundle = try TestBundle()
        try bundle.write([])
        #expect(throws: BundleError.self) { try bundle.writer() }
    }

    @Test func secondSessionsCountFromTheirOwnZero() throws {
        let bundle = try TestBundle()
        let writer = try bundle.writer()
        let ready = SessionEvent(offset: .seconds(1), kind: .phase(.ready))
        writer.begin(TestBundle.meta.session, origin: .seconds(-3))
        try writer.append(SessionEvent(offset: .seconds(4), kind: .phase(.ready)))
        writer.begin(TestBundle.meta.session, origin: .seconds(10))
        try writer.append(ready)
        writer.appendGap(of: 7)
        let summary = try writer.finish()
        #expect(summary.duration == .seconds(11))
        #expect(summary.dropped == 7)
        let session = TestBundle.meta.session
        #expect(
            try bundle.records() == [
                BundleRecord(time: .zero, content: .session(session, origin: .seconds(-3))),
                BundleRecord(
                    time: .seconds(1),
                    content: .event(SessionEvent(offset: .seconds(4), kind: .phase(.ready)))
                ),
                BundleRecord(time: .seconds(10), content: .session(session, origin: .seconds(10))),
                BundleRecord(time: .seconds(11), content: .event(ready)),
                BundleRecord(time: .seconds(11), content: .gap(7)),
            ]
        )
    }
}
