// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveAPI
import Logging
import Synchronization
import WebSocketNIO

/// The least that a Live API server can be: it notes when sound arrives and sends what it is told.
final class BenchmarkPeer: Sendable {
    /// A chunk of the microphone's sound, counted from the first of the session.
    struct Arrival: Sendable {
        var chunk: Int
        /// Its first sample: the number of the period, as the paced microphone counts.
        var period: Int
        /// On the process's monotonic clock, in nanoseconds.
        var time: Int
    }

    private struct State {
        var connection: WebSocketConnection?
        var chunks = 0
        var arrivals: [Arrival] = []
        var isRecording = false
    }

    let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
    private let state = Mutex(State())
    private let codec = MessageCodec()
    private let addresses = AsyncStream.makeStream(of: BoundAddress.self)
    private let firstAudio = AsyncStream.makeStream(of: Void.self)

    func run() async throws {
        let listener = WebSocketListener(host: "127.0.0.1", port: 0, logger: logger)
        try await listener.run(
            onListening: { [addresses] address in addresses.continuation.yield(address) },
            upgrade: { _ in true },
            http: { _, _ in HTTPReply(status: 404) },
            serve: { [self] _, connection in await serve(connection) }
        )
    }

    func url() async throws -> String {
        for await address in addresses.stream { return "ws://\(address.host):\(address.port)" }
        throw CancellationError()
    }

    /// Waits for the first chunk of the microphone's sound.
    func waitForAudio() async {
        for await _ in firstAudio.stream { return }
    }

    func sendAudio(milliseconds: Int) async {
        let pcm = [UInt8](repeating: 3, count: milliseconds * 48)
        let part = Part(inlineData: Blob(mimeType: "audio/pcm;rate=24000", data: pcm))
        await send(ServerContent(modelTurn: Content(role: "model", parts: [part])))
    }

    func interrupt() async { await send(ServerContent(interrupted: true)) }

    func finishTurn() async {
        await send(ServerContent(generationComplete: true))
        await send(ServerContent(turnComplete: true))
    }

    func beginRecording() {
        state.withLock { state in
            state.isRecording = true
            state.arrivals = []
        }
    }

    func endRecording() -> [Arrival] {
        state.withLock { state in
            state.isRecording = false
            return state.arrivals
        }
    }

    private func serve(_ connection: WebSocketConnection) async {
        state.withLock { $0.connection = connection }
        for await message in connection.inbound {
            let time = MonotonicTime.now
            guard let decoded = try? codec.decodeClient(message.payload) else { continue }
            if decoded.setup != nil {
                let reply = LiveServerMessage(setupComplete: SetupComplete())
                try? await connection.send(
                    WebSocketMessage(opcode: .binary, payload: codec.encode(reply))
                )
            } else if let sound = decoded.realtimeInput?.audio {
                noteArrival(of: sound.data, at: time)
            }
        }
    }

    private func noteArrival(of sound: [UInt8], at time: Int) {
        let period = sound.count > 1 ? Int(sound[0]) | Int(sound[1]) << 8 : 0
        let isFirst = state.withLock { state in
            if state.isRecording {
                state.arrivals.append(Arrival(chunk: state.chunks, period: period, time: time))
            }
            state.chunks += 1
            return state.chunks == 1
        }
        if isFirst { firstAudio.continuation.yield() }
    }

    private func send(_ content: ServerContent) async {
        guard let connection = state.withLock(\.connection) else { return }
        let bytes = codec.encode(LiveServerMessage(serverContent: content))
        try? await connection.send(WebSocketMessage(opcode: .binary, payload: bytes))
    }
}
