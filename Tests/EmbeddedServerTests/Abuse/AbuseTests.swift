// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import TestSockets
import Testing
import WebSocketNIO

/// What no honest client does, over real sockets: it ends its own session at most, and another
/// session on the same server has every turn whole.
@Suite(.timeLimit(.minutes(1)), .serialized) struct AbuseTests {
    @Test func aClientThatNeverReadsIsGivenUp() async throws {
        var configuration = Siege.configuration
        configuration.outgoing = OutgoingLimits(pauseBytes: 10_000, maximumBytes: 20_000)
        try await Siege.lay(to: configuration) { address in
            try await Siege.setUp(to: address) { peer in
                // The kernel takes a few megabytes before anything waits in the server; then what
                // ends each turn does.
                do {
                    for _ in 0..<200 { try await peer.write(Siege.say("much")) }
                } catch {
                    // Dropped while it wrote.
                }
                // The test ends when the connection does.
                _ = await peer.readToEnd()
            }
        }
    }

    /// A reply larger than the limit for slow readers is no slow reader's fault.
    @Test func aLargeFrameOfTheScriptReachesAClientThatReads() async throws {
        var configuration = Siege.configuration
        configuration.outgoing = OutgoingLimits(pauseBytes: 10_000, maximumBytes: 100_000)
        let script = try Script.parse(Siege.script, name: "siege").script
        try await withServer(configuration, responder: ScriptResponder(script: script)) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                try await client.say("much")
                #expect(try await client.receiveTurn().text.utf8.count > 290_000)
            }
        }
    }

    @Test(arguments: [
        RawFrame.masked(0x89, [UInt8](repeating: 1, count: 125)),
        RawFrame.masked(0x8A, []),
        Siege.text("{}"),
        Siege.text(#"{"realtimeInput":{"text":" "}}"#),
        Siege.text(#"{"realtimeInput":{"audioStreamEnd":true}}"#),
        Siege.text(
            #"{"toolResponse":{"functionResponses":[{"id":"x","name":"n","response":{}}]}}"#
        ),
        RawFrame.masked(0x01, []) + RawFrame.masked(0x80, Array("{}".utf8)),
    ])
    func aFloodOfSmallFramesDisturbsNobody(frame: [UInt8]) async throws {
        try await Siege.lay { address in
            try await Siege.setUp(to: address) { peer in
                let flood = [UInt8]([[UInt8]](repeating: frame, count: 500).joined())
                do {
                    for _ in 0..<20 { try await peer.write(flood) }
                } catch {
                    // What it does not read may have ended it.
                }
            }
        }
    }

    @Test func abruptEndsInEveryStateDisturbNobody() async throws {
        let request = Array(RawPeer.upgradeRequest(LiveClient.path + "?key=k").utf8)
        let story = Siege.say("story")
        try await Siege.lay { address in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await RawPeer.connected(to: address) { _ in } }
                    group.addTask {
                        try await RawPeer.connected(to: address) {
                            try await $0.write(Array(request.prefix(40)))
                        }
                    }
                    group.addTask {
                        try await RawPeer.connected(to: address) { try await $0.write(request) }
                    }
                    group.addTask { try await Siege.upgraded(to: address) { _ in } }
                    group.addTask {
                        try await Siege.upgraded(to: address) {
                            try await $0.write(Siege.text(Siege.setup))
                        }
                    }
                    group.addTask { try await Siege.setUp(to: address) { _ in } }
                    // While a reply is on its way, and in the middle of a frame.
                    group.addTask {
                        try await Siege.setUp(to: address) { peer in
                            try await peer.write(story)
                            _ = await peer.read(40)
                        }
                    }
                    group.addTask {
                        try await Siege.setUp(to: address) {
                            try await $0.write(Array(story.prefix(60)))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: [
        // 20 MB, and the largest length there is: refused by their headers.
        [0x82, 0xFF, 0, 0, 0, 0, 0x01, 0x31, 0x2D, 0x00, 1, 2, 3, 4] as [UInt8],
        [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4],
        // More fragments than allowed, and more bytes in them.
        RawFrame.masked(0x01, [])
            + [UInt8]([[UInt8]](repeating: RawFrame.masked(0, []), count: 16).joined()),
        RawFrame.masked(0x01, [UInt8](repeating: 32, count: 60_000))
            + RawFrame.masked(0x00, [UInt8](repeating: 32, count: 60_000))
            + RawFrame.masked(0x80, [UInt8](repeating: 32, count: 60_000)),
    ])
    func whatIsTooLargeEndsItsSessionWith1009(bytes: [UInt8]) async throws {
        try await Siege.lay { address in
            try await Siege.setUp(to: address) { peer in
                try await peer.write(bytes)
                #expect(await peer.closeCode() == 1009)
            }
        }
    }

    @Test(arguments: [
        String(repeating: "[", count: 60_000),
        String(repeating: #"{"a":"#, count: 10_000),
        #"{"setup":"# + String(repeating: "[", count: 100),
        #"{"n":"# + String(repeating: "9", count: 50_000) + "}",
        "{\"" + String(repeating: "k", count: 50_000) + "\":",
        "\u{0}\u{1}\u{2}",
        "",
        "[]",
        "nul",
    ])
    func whatIsNoMessageEndsItsSessionWith1007(json: String) async throws {
        try await Siege.lay { address in
            try await Siege.setUp(to: address) { peer in
                try await peer.write(Siege.text(json))
                #expect(await peer.closeCode() == 1007)
            }
        }
    }

    /// Texts that would take matchers, sums or the stack to their limits, by the built-in script:
    /// what they look at is bounded, so the work is.
    @Test(arguments: [
        String(repeating: "(", count: 60_000),
        String(repeating: "1 ", count: 30_000) + "x",
        String(repeating: " ", count: 30_000) + String(repeating: "1 ", count: 15_000) + "x",
        String(repeating: "my favourite is ", count: 4_000),
        "what is " + String(repeating: "2 ^ ", count: 10_000) + "2",
        "count to 99999999999999999999",
        String(repeating: "e\u{301}\u{302}", count: 10_000),
        String(repeating: "9", count: 60_000),
    ])
    func longTextsAreCutAndAnswered(words: String) async throws {
        #expect(Utterance(words).words.count <= Utterance.maximumWords)
        let responder = ScriptResponder(script: try .builtIn())
        try await withServer(Siege.configuration, responder: responder) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp()
                try await client.say(words)
                // A blank reply is one, too.
                _ = try await client.receiveTurn()
            }
        }
    }

    @Test func garbageBeforeAndAfterTheUpgradeDisturbsNobody() async throws {
        try await Siege.lay { address in
            let noise = (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0) }
            for start in stride(from: 0, to: 2_048, by: 64) {
                let piece = Array(noise[start..<(start + 1_024)])
                try? await RawPeer.connected(to: address) { peer in
                    try await peer.write(piece)
                    _ = await peer.readToEnd()
                }
                try? await Siege.upgraded(to: address) { try await $0.write(piece) }
                try? await Siege.setUp(to: address) { try await $0.write(piece) }
            }
        }
    }

    /// Who does not come to the point makes room for those who do.
    @Test func unfinishedHandshakesDoNotKeepOthersOut() async throws {
        var configuration = Siege.configuration
        configuration.maximumConnections = 64
        configuration.handshakeTimeLimit = .seconds(600)
        let script = try Script.parse(Siege.script, name: "siege").script
        try await withServer(configuration, responder: ScriptResponder(script: script)) { address in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (ready, readied) = AsyncStream.makeStream(of: Void.self)
                for index in 0..<120 {
                    group.addTask {
                        try await RawPeer.connected(to: address) { peer in
                            // Those that made room already are gone.
                            try? await peer.write(String("GET / HT".prefix(1 + index % 7)))
                            readied.yield()
                            try await Task.sleep(for: .seconds(600))
                        }
                    }
                }
                var count = 0
                for await _ in ready {
                    count += 1
                    if count == 120 { break }
                }
                try await LiveClient.connect(to: address) { client in
                    try await client.setUp()
                    try await client.say("count")
                    #expect(try await client.receiveTurn().text == "1, 2, 3.")
                }
                group.cancelAll()
            }
        }
    }

    @Test func thousandsOfConnectsDisturbNobody() async throws {
        try await Siege.lay { address in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        for _ in 0..<100 { try? await RawPeer.connected(to: address) { _ in } }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
