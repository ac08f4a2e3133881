// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Recording

/// A recorded session with an event of most kinds.
enum SampleBundle {
    static func write(_ events: [SessionEvent] = events, to path: String) throws(BundleError) {
        let meta = BundleMeta(
            program: "live-console 0.0.0",
            started: .milliseconds(1_795_387_506_123),
            timeOfDay: .seconds(14 * 3_600),
            session: BundleSession(
                route: "embedded",
                model: "gemini-test",
                voice: "Kore",
                modality: "AUDIO"
            ),
            setup: ["model": "models/gemini-test"]
        )
        let writer = try BundleWriter(path: path, meta: meta, redaction: Redaction())
        writer.begin(meta.session, origin: .zero)
        for event in events { try writer.append(event) }
        _ = try writer.finish()
    }

    static let events: [SessionEvent] = kinds.enumerated().map { index, kind in
        SessionEvent(offset: .milliseconds(100 * index), kind: kind)
    }

    private static let call = FunctionCall(id: "1", name: "f", args: ["x": [.string("y"), 1]])
    private static let sound = [UInt8](repeating: 7, count: 96)

    private static let kinds: [SessionEvent.Kind] = [
        .phase(.ready),
        .userText("hello", turn: 1, delivery: .sent),
        frame(1, #"{"setupComplete":{}}"#),
        frame(
            2,
            #"{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"#
                + #""audio/pcm;rate=24000","data":"AAAABBBBCCCCDDDD"}}]}}}"#
        ),
        .modelAudio(AudioPart(pcm: sound, sampleRate: 24_000), turn: 1),
        .modelText("Hi.", turn: 1, isThought: false),
        .modelText("Hm.", turn: 1, isThought: true),
        .inputTranscript(Transcription(text: "hello"), turn: 1),
        .outputTranscript(Transcription(text: "hi"), turn: 1),
        frame(3, "no JSON"),
        .toolCall([call], turn: 1),
        .tool(ToolEvent(id: "1", name: "f", arguments: ["x": 1], state: .failed("exit 1"))),
        .toolCallCancellation(["1"]),
        .resumption(SessionResumptionUpdate(newHandle: "h", resumable: true)),
        .turnEnded(TurnEnd(reason: "MAX_TOKENS"), turn: 1),
        .notice(Notice(.error, "something")),
        .phase(.ended(.closedByServer(code: 1008, reason: "why"))),
    ]

    private static func frame(_ number: Int, _ json: String) -> SessionEvent.Kind {
        let payload = Array(json.utf8)
        let message = try? MessageCodec().decodeServer(payload)
        return .frame(
            WireFrame(
                number: number,
                direction: .serverToClient,
                opcode: .binary,
                payload: payload,
                meaning: message.map { .server($0) } ?? .undecodable("no JSON")
            )
        )
    }
}
