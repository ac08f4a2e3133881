// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Synchronization
import TestSockets
import Testing
import WebSocketNIO

/// A server with an honest session on it, while somebody else misbehaves.
enum Siege {
    /// Small limits, so that what is large elsewhere is small here.
    static var configuration: LiveServerConfiguration {
        var configuration = LiveServerConfiguration()
        configuration.speed = 1_000
        configuration.webSocketLimits = WebSocketLimits(
            maxFrameBytes: 64 << 10,
            maxMessageBytes: 128 << 10,
            maxFragments: 16,
            closeTimeout: .milliseconds(200)
        )
        configuration.handshakeTimeLimit = .seconds(50)
        return configuration
    }

    static let script = """
        fallback = "?"
        [[rule]]
        when = "count"
        reply = "1, 2, 3."
        [[rule]]
        when = "much"
        oversized = 300000
        [[rule]]
        when = "story"
        reply = "\(String(repeating: "word ", count: 400))"
        """

    /// Whether the attack is over.
    private final class Progress: Sendable {
        let isOver = Mutex(false)
    }

    /// Runs the attack while the honest session has turn after turn, at least one of them after it.
    ///
    /// Every turn must be whole: the suite's time limit ends a session that is starved.
    static func lay(
        to configuration: LiveServerConfiguration = configuration,
        _ attack: @Sendable @escaping (BoundAddress) async throws -> Void
    ) async throws {
        let responder = ScriptResponder(script: try Script.parse(script, name: "siege").script)
        try await withServer(configuration, responder: responder) { address in
            let progress = Progress()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [attack, progress, address] in
                    defer { progress.isOver.withLock { $0 = true } }
                    try await attack(address)
                }
                try await LiveClient.connect(to: address) { client in
                    try await client.setUp()
                    var turnsAfter = 0
                    while turnsAfter < 2 {
                        let wasOver = progress.isOver.withLock(\.self)
                        try await client.say("count")
                        #expect(try await client.receiveTurn().text == "1, 2, 3.")
                        if wasOver { turnsAfter += 1 }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// A connection that has been upgraded and speaks bytes.
    static func upgraded<R: Sendable>(
        to address: BoundAddress,
        _ body: (inout RawPeer) async throws -> R
    ) async throws -> R {
        try await RawPeer.connected(to: address) { peer in
            try await peer.write(RawPeer.upgradeRequest(LiveClient.path + "?key=k"))
            try #require(await peer.readHead().hasPrefix("HTTP/1.1 101 "))
            return try await body(&peer)
        }
    }

    /// One whose session is set up as well.
    static func setUp<R: Sendable>(
        to address: BoundAddress,
        _ body: (inout RawPeer) async throws -> R
    ) async throws -> R {
        try await upgraded(to: address) { peer in
            try await peer.write(text(setup))
            _ = await peer.read(2 + #"{"setupComplete":{}}"#.utf8.count)
            return try await body(&peer)
        }
    }

    static let setup =
        #"{"setup":{"model":"models/m","generationConfig":{"responseModalities":["TEXT"]}}}"#

    static func say(_ words: String) -> [UInt8] {
        text(
            #"{"clientContent":{"turns":[{"role":"user","parts":[{"text":"\#(words)"}]}],"turnComplete":true}}"#
        )
    }

    static func text(_ payload: String) -> [UInt8] { RawFrame.masked(0x81, Array(payload.utf8)) }
}

extension RawPeer {
    /// The code of the close frame that ends what the server sends; nil when there is none.
    ///
    /// A server's close frame is the last thing it sends.
    mutating func closeCode() async -> Int? {
        let bytes = await readToEnd()
        guard let start = bytes.lastIndex(of: 0x88), bytes.count >= start + 4 else { return nil }
        return Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
    }
}
