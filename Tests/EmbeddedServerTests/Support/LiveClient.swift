// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import EmbeddedServer
import LiveAPI
import Logging
import Testing
import WebSocketNIO

/// Runs a server on a loopback port while `body` runs.
func withServer<R: Sendable>(
    _ configuration: LiveServerConfiguration = LiveServerConfiguration(),
    responder: any Responder,
    recognizer: any Recognizer = AbsentRecognizer(error: .unavailable(reason: "a test")),
    clock: some Clock<Duration> = ContinuousClock(),
    _ body: @Sendable (BoundAddress) async throws -> R
) async throws -> R {
    let server = LiveServer(
        configuration: configuration,
        responder: responder,
        voice: ToneVoice(reason: "This is a test."),
        recognizer: recognizer,
        clock: clock,
        logger: .silent
    )
    return try await withThrowingTaskGroup(of: R?.self) { group in
        group.addTask {
            try await server.run()
            return nil
        }
        let result = try await body(try await server.waitUntilListening())
        group.cancelAll()
        try await group.waitForAll()
        return result
    }
}

/// A raw client: sends JSON, reads messages, as the SDKs do.
struct LiveClient {
    static let path =
        "//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"

    let connection: WebSocketConnection
    private let codec = MessageCodec()

    /// Connects with a key in the query, runs `body`, closes.
    static func connect<R: Sendable>(
        to address: BoundAddress,
        path: String = path + "?key=k",
        headers: [(name: String, value: String)] = [],
        _ body: (LiveClient) async throws -> R
    ) async throws -> R {
        let url = WebSocketURL(
            isSecure: false,
            host: address.host,
            port: address.port,
            pathAndQuery: path
        )
        return try await WebSocketClient.withConnection(
            to: url,
            headers: headers,
            logger: .silent
        ) { connection in
            try await body(LiveClient(connection: connection))
        }
    }

    func send(_ json: String) async throws {
        try await connection.send(.text(json))
    }

    func say(_ text: String) async throws {
        try await send(
            #"{"clientContent":{"turns":[{"role":"user","parts":[{"text":"\#(text)"}]}],"turnComplete":true}}"#
        )
    }

    /// Sends 16 kHz samples as a microphone would, without waiting.
    func speak(_ samples: [Int16], chunk: Int = 640) async throws {
        for start in stride(from: 0, to: samples.count, by: chunk) {
            let piece = samples[start..<min(start + chunk, samples.count)]
            let blob = Blob(
                mimeType: "audio/pcm;rate=16000",
                data: PCM16.bytes(littleEndian: Array(piece))
            )
            let message = LiveClientMessage(realtimeInput: RealtimeInput(audio: blob))
            try await connection.send(.text(String(decoding: codec.encode(message), as: UTF8.self)))
        }
    }

    /// Sends a setup and takes its answer.
    func setUp(
        _ modality: String = "TEXT",
        extra: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await send(
            #"{"setup":{"model":"models/m","generationConfig":{"responseModalities":["\#(modality)"]}\#(extra)}}"#
        )
        let answer = await connection.receive()
        #expect(answer?.opcode == .binary, sourceLocation: sourceLocation)
        #expect(
            answer?.payload == Array(#"{"setupComplete":{}}"#.utf8),
            sourceLocation: sourceLocation
        )
    }

    func receive() async throws -> LiveServerMessage? {
        guard let message = await connection.receive() else { return nil }
        #expect(message.payload.allSatisfy { $0 < 0x80 })
        return try codec.decodeServer(message.payload)
    }

    /// The messages up to the `turnComplete` that leaves nothing to come, or up to the end of the
    /// connection.
    func receiveTurn() async throws -> [LiveServerMessage] {
        var messages: [LiveServerMessage] = []
        while let message = try await receive() {
            messages.append(message)
            guard let content = message.serverContent, content.turnComplete else { continue }
            if content.interactionStatus != .inProgress { break }
        }
        return messages
    }

    /// How the server ended the connection.
    func close() async -> WebSocketClose? {
        while await connection.receive() != nil {}
        return connection.close
    }
}

extension [LiveServerMessage] {
    var text: String {
        compactMap(\.serverContent?.modelTurn).flatMap(\.parts).compactMap(\.text).joined()
    }

    var audio: [Blob] {
        compactMap(\.serverContent?.modelTurn).flatMap(\.parts).compactMap(\.inlineData)
    }

    var transcript: String { compactMap(\.serverContent?.outputTranscription?.text).joined() }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
