// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import LiveNIOTransport
import Logging
import TestSockets
import Testing
import WebSocketNIO

/// Servers that break every rule: a session ends in words or goes on, and is never more than that.
@Suite(.timeLimit(.minutes(2)), .serialized) struct HostileServerTests {
    private let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func session(
        to address: BoundAddress,
        patience: Duration
    ) throws -> LiveSession<ContinuousClock> {
        let endpoint = try LiveEndpoint(
            baseURL: "ws://127.0.0.1:\(address.port)",
            credential: .apiKey("some-key")
        )
        let limits = WebSocketLimits(
            maxFrameBytes: 1 << 20,
            maxMessageBytes: 1 << 20,
            maxFragments: 64,
            closeTimeout: .milliseconds(100)
        )
        return LiveSession(
            configuration: SessionConfiguration(
                setup: Setup(
                    model: "models/m",
                    generationConfig: GenerationConfig(responseModalities: [.text])
                ),
                setupTimeout: patience
            ),
            transport: WebSocketLiveTransport(limits: limits, logger: silent) { endpoint },
            clock: ContinuousClock(),
            origin: .now,
            logger: silent
        )
    }

    /// What a session told of itself.
    private struct Account: Sendable {
        var end: SessionEnd?
        var reconnects: [String] = []
        var notices: [String] = []
        var text = ""
    }

    /// Runs a session against a peer until it ends, is about to reconnect, or a turn ends.
    private func account(
        patience: Duration = .seconds(30),
        of answer: @Sendable @escaping (inout RawPeer) async throws -> Void
    ) async throws -> Account {
        try await RawPeer.listening(answering: answer) { address in
            let session = try session(to: address, patience: patience)
            var account = Account()
            async let end = session.run()
            for await event in session.events {
                switch event.kind {
                case .phase(.reconnecting(_, let reason)):
                    account.reconnects.append(reason)
                    _ = session.submit(.close)
                case .notice(let notice): account.notices.append(notice.text)
                case .modelText(let text, _, _): account.text += text
                case .turnEnded: _ = session.submit(.close)
                default: break
                }
            }
            account.end = await end
            return account
        }
    }

    /// Answers to the request for an upgrade that are none.
    @Test(arguments: [
        ("SSH-2.0-OpenSSH_9.6\r\n", "not HTTP"),
        ("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{28}", "not HTTP"),
        ("HTTP/x 101 What\r\n\r\n", "not HTTP"),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\n", "101 answer does not fit"),
        (
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: AAAA\r\n\r\n",
            "101 answer does not fit"
        ),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "with 200 OK: hello"),
        ("HTTP/1.1 403 \u{1B}[2J\r\nContent-Length: 0\r\n\r\n", "with 403"),
        ("HTTP/1.1 403 No\r\nContent-Length: 99999999999999999999\r\n\r\n", "HTTP"),
        ("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", "HTTP"),
    ])
    func senselessAnswersEndTheSessionInWords(answer: String, words: String) async throws {
        let account = try await account { peer in
            _ = await peer.readHead()
            try await peer.write(answer)
        }
        guard case .failed(let error) = account.end else {
            Issue.record("ended as \(String(describing: account.end))")
            return
        }
        #expect(error.message.contains(words), "\(error.message)")
    }

    /// Heads and bodies without an end, written until the client has had enough.
    @Test(arguments: [
        (
            "HTTP/1.1 101 Switching Protocols\r\n",
            "X: " + String(repeating: "y", count: 80) + "\r\n"
        ),
        ("HTTP/1.1 101 Switching Protocols\r\nX: ", String(repeating: "y", count: 1_000)),
        ("HTTP/1.1 ", String(repeating: "1", count: 1_000)),
        ("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nnono\r\n"),
    ])
    func endlessAnswersAreCutOff(start: String, more: String) async throws {
        let account = try await account { peer in
            _ = await peer.readHead()
            try await peer.write(start)
            while true { try await peer.write(more) }
        }
        guard case .failed(let error) = account.end else {
            Issue.record("ended as \(String(describing: account.end))")
            return
        }
        #expect(!error.message.contains("within"), "\(error.message)")
        #expect(error.message.utf8.count < 2_000)
    }

    @Test func whoNeverAnswersTheSetupIsLeft() async throws {
        let account = try await account(patience: .milliseconds(100)) { peer in
            try await peer.acceptUpgrade()
            while await peer.readMaskedFrame() != nil {}
        }
        #expect(account.end?.inPlainWords.contains("setup") == true, "\(account)")
    }

    /// Frames that no peer may send: the connection ends, and the reason says whose fault it was.
    @Test(arguments: Breach.all)
    func framesAgainstTheRulesEndTheConnection(breach: Breach) async throws {
        let account = try await account { peer in
            try await Self.begin(&peer)
            try await peer.write(breach.bytes)
            while await peer.readMaskedFrame() != nil {}
        }
        let said = account.reconnects.joined() + (account.end?.inPlainWords ?? "")
        #expect(said.contains(breach.words), "\(said)")
    }

    /// What only wastes time or memory: the session goes on and hears what comes after it.
    @Test(arguments: Flood.all)
    func floodsAreLivedThrough(flood: Flood) async throws {
        let reply =
            #"{"serverContent":{"modelTurn":{"parts":[{"text":"Still here."}]},"#
            + #""turnComplete":true}}"#
        let account = try await account { peer in
            try await Self.begin(&peer)
            for _ in 0..<flood.count { try await peer.write(flood.frame) }
            try await peer.write(RawFrame.unmasked(0x81, Array(reply.utf8)))
            while await peer.readMaskedFrame() != nil {}
        }
        #expect(account.text == "Still here.")
        #expect(account.reconnects == [])
        #expect(account.notices.count < 20, "\(account.notices.count) notices")
        #expect(account.end == .closedByUser)
    }

    /// The first of a session that is as it should be.
    private static func begin(_ peer: inout RawPeer) async throws {
        try await peer.acceptUpgrade()
        _ = await peer.readMaskedFrame()
        try await peer.write(RawFrame.unmasked(0x81, Array(#"{"setupComplete":{}}"#.utf8)))
    }
}

/// Frames against RFC 6455 and what a client says of them.
struct Breach: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var words: String

    init(_ name: String, _ bytes: [UInt8], _ words: String) {
        testDescription = name
        self.bytes = bytes
        self.words = words
    }

    private static func frame(_ first: UInt8, _ payload: [UInt8] = []) -> [UInt8] {
        RawFrame.unmasked(first, payload)
    }

    static let all = [
        Breach("compressed", frame(0xC1, Array("deflated".utf8)), "reserved bit"),
        Breach("opcode 3", frame(0x83), "opcode"),
        Breach("opcode 11", frame(0x8B), "opcode"),
        Breach("masked", RawFrame.masked(0x81, Array("{}".utf8)), "mask"),
        Breach("no UTF-8", frame(0x81, [0xC3, 0x28]), "UTF-8"),
        Breach("continues nothing", frame(0x80, [1]), "broke"),
        Breach("fragmented ping", frame(0x09), "control frame"),
        Breach("long ping", frame(0x89, [UInt8](repeating: 0, count: 126)), "control frame"),
        Breach(
            "2^63 - 1 bytes",
            [0x82, 127, 0x7F] + [UInt8](repeating: 255, count: 7),
            "too much"
        ),
        Breach("2^64 - 1 bytes", [0x82, 127] + [UInt8](repeating: 255, count: 8), "too much"),
        Breach("16 MiB", [0x82, 127, 0, 0, 0, 0, 0x01, 0, 0, 0], "too much"),
        Breach("many fragments", frame(1) + (0..<100).flatMap { _ in frame(0) }, "too much"),
        Breach(
            "large fragments",
            frame(0x02, [UInt8](repeating: 32, count: 600_000))
                + frame(0x80, [UInt8](repeating: 32, count: 600_000)),
            "too much"
        ),
        Breach("close of 1 byte", frame(0x88, [3]), "close"),
        Breach("close 1005", frame(0x88, [0x03, 0xED]), "close"),
        Breach("close 1006", frame(0x88, [0x03, 0xEE]), "close"),
        Breach("close 0", frame(0x88, [0, 0]), "close"),
        Breach("close 65535", frame(0x88, [0xFF, 0xFF]), "close"),
        Breach("reason no UTF-8", frame(0x88, [0x03, 0xE8, 0xFF, 0xFE]), "UTF-8"),
    ]
}

/// One frame, many times.
struct Flood: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var frame: [UInt8]
    var count: Int

    private init(_ name: String, _ text: String, opcode: UInt8 = 0x81, count: Int = 1) {
        testDescription = name
        frame = RawFrame.unmasked(opcode, Array(text.utf8))
        self.count = count
    }

    static let all = [
        Flood("pings", "123", opcode: 0x89, count: 5_000),
        Flood("pongs", "123", opcode: 0x8A, count: 5_000),
        Flood("no JSON", "no JSON", count: 1_000),
        Flood("empty frames", "", opcode: 0x82, count: 1_000),
        Flood("empty content", #"{"serverContent":{}}"#, count: 1_000),
        Flood("arrays in arrays", String(repeating: "[", count: 900_000)),
        Flood("objects in objects", String(repeating: #"{"a":"#, count: 150_000)),
        Flood("a long number", #"{"n":"# + String(repeating: "9", count: 900_000)),
        Flood(
            "long ids",
            #"{"toolCallCancellation":{"ids":["\#(String(repeating: "x", count: 9_000))"]}}"#,
            count: 100
        ),
    ]
}
