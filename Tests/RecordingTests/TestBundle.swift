// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import LiveEngine
import Recording

/// A place for a bundle, removed with this value.
final class TestBundle: Sendable {
    private let folder: String
    let path: String

    init() throws {
        folder = NSTemporaryDirectory() + "recording-\(UUID().uuidString)"
        path = folder + "/test.livesession"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func writer(_ redaction: Redaction = Redaction()) throws -> BundleWriter {
        try BundleWriter(path: path, meta: Self.meta, redaction: redaction)
    }

    /// Writes one session, from its beginning to its end.
    func write(_ events: [SessionEvent], _ redaction: Redaction = Redaction()) throws {
        let writer = try writer(redaction)
        writer.begin(Self.meta.session, origin: .zero)
        for event in events { try writer.append(event) }
        _ = try writer.finish()
    }

    func records() throws -> [BundleRecord] {
        var reader = try BundleReader(path: path)
        var records: [BundleRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    func events() throws -> [SessionEvent] {
        try records().compactMap { record in
            if case .event(let event) = record.content { event } else { nil }
        }
    }

    func contents(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try contents(name), as: UTF8.self)
    }

    func replace(_ name: String, with bytes: some Sequence<UInt8>) throws {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    }

    /// The names of all files in it.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    }

    static let meta = BundleMeta(
        program: "live-console 0.0.0",
        // 2026-11-22T22:45:06.123Z
        started: .milliseconds(1_795_387_506_123),
        timeOfDay: .seconds(14 * 3600),
        session: BundleSession(
            route: "embedded",
            model: "gemini-test",
            voice: "Kore",
            modality: "AUDIO"
        ),
        setup: ["model": "models/gemini-test"]
    )
}

extension SessionEvent {
    /// Events a tenth of a second apart.
    static func timed(_ kinds: [Kind]) -> [SessionEvent] {
        kinds.enumerated().map { index, kind in
            SessionEvent(offset: .milliseconds(100 * index), kind: kind)
        }
    }
}

extension SessionEvent.Kind {
    static func up(_ number: Int, _ message: LiveClientMessage) -> Self {
        .frame(
            WireFrame(
                number: number,
                direction: .clientToServer,
                opcode: .text,
                payload: MessageCodec().encode(message),
                meaning: .client(message)
            )
        )
    }

    static func down(_ number: Int, _ message: LiveServerMessage) -> Self {
        down(number, String(decoding: MessageCodec().encode(message), as: UTF8.self))
    }

    /// A frame of just this text.
    static func down(_ number: Int, _ text: String, opcode: FrameOpcode = .binary) -> Self {
        let meaning: WireFrame.Meaning
        do throws(JSONError) {
            meaning = .server(try MessageCodec().decodeServer(Array(text.utf8)))
        } catch {
            meaning = .undecodable("\(error)")
        }
        return .frame(
            WireFrame(
                number: number,
                direction: .serverToClient,
                opcode: opcode,
                payload: Array(text.utf8),
                meaning: meaning
            )
        )
    }

    /// A reply's sound as the server sends it, and the event the session makes of it.
    static func sound(_ number: Int, _ pcm: [UInt8], turn: Int) -> [Self] {
        let blob = Blob(mimeType: "audio/pcm;rate=24000", data: pcm)
        let content = Content(role: "model", parts: [Part(inlineData: blob)])
        return [
            down(number, LiveServerMessage(serverContent: ServerContent(modelTurn: content))),
            .modelAudio(AudioPart(pcm: pcm, sampleRate: 24_000), turn: turn),
        ]
    }

    static func speech(_ number: Int, _ pcm: [UInt8]) -> Self {
        let blob = Blob(mimeType: "audio/pcm;rate=16000", data: pcm)
        return up(number, LiveClientMessage(realtimeInput: RealtimeInput(audio: blob)))
    }
}

/// Sound that differs from sample to sample.
func noise(_ count: Int, seed: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31 &+ seed &* 7919) >> 1) }
}
