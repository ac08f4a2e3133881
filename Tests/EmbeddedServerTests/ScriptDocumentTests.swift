// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Foundation
import LiveAPI
import TestSupport
import Testing
import WebSocketNIO

@Suite(.timeLimit(.minutes(1))) struct ScriptDocumentTests {
    /// The scripts in docs/scripts.md, in their order.
    private static func examples() throws -> [String] {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/scripts.md"), encoding: .utf8)
        return page.components(separatedBy: "```toml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    private func reply(_ example: Int, _ words: String...) throws -> [ReplyPart] {
        let (script, warnings) = try Script.parse(
            try #require(Self.examples().dropFirst(example).first),
            name: "example.toml"
        )
        #expect(warnings == [])
        let request = ReplyRequest(
            settings: try SessionSettings(validating: Setup(model: "m"), rules: .init()),
            turns: words.map { Turn(Content($0, role: "user"), frameTokens: 258) }
        )
        return ScriptResponder(script: script).reply(to: request)
    }

    @Test func pizzasAreOrdered() throws {
        #expect(try reply(0, "one large pizza") == [.text("One large pizza, coming up.")])
        #expect(
            try reply(0, "a large pizza", "what did I order?")
                == [.text("You ordered a large pizza.")]
        )
        #expect(try reply(0, "crash now").last == .close(SessionClose.internalError))
    }

    @Test func weatherIsCalled() throws {
        let call = FunctionCall(name: "get_weather", args: ["city": "Oslo", "days": 3])
        #expect(try reply(1, "the weather in Oslo") == [.text("Let me see."), .calls([call])])
    }

    @Test func faultsArePlayed() throws {
        #expect(try reply(2, "break the frames").count == 6)
        #expect(
            try reply(2, "interrupt yourself")
                == [.text("This is the beginning of"), .interrupt]
        )
        #expect(
            try reply(2, "go away") == [
                .loseHandles, .goAway(timeLeft: .seconds(5)), .text("I have to go."),
            ]
        )
        #expect(try reply(2, "crash") == [.close(.internalError)])
        #expect(
            try reply(2, "think about it")
                == [.text("Let me see."), .pause(.seconds(3)), .text("No.")]
        )
        #expect(try reply(2, "mumble") == [])
        #expect(try reply(2, "odd sound").first == .audioChunks(bytes: 1_001))
        #expect(try reply(2, "hang").last == .stall)
        #expect(
            try reply(2, "colour") == [.text("\u{1B}[31mRed\u{1B}[0m and \u{202E}backwards")]
        )
    }

    /// What of the page's faults reaches a client, over a connection.
    private func withFaults(
        _ modality: String = "TEXT",
        clock: some Clock<Duration> = ContinuousClock(),
        speed: Double = 1_000,
        extra: String = "",
        _ body: @Sendable (LiveClient) async throws -> Void
    ) async throws {
        let source = try #require(Self.examples().dropFirst(2).first)
        let responder = ScriptResponder(script: try Script.parse(source, name: "page").script)
        var configuration = LiveServerConfiguration()
        configuration.speed = speed
        try await withServer(configuration, responder: responder, clock: clock) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp(modality, extra: extra)
                try await body(client)
            }
        }
    }

    @Test func brokenFramesArriveAndTheSessionGoesOn() async throws {
        try await withFaults { client in
            try await client.say("break the frames")
            try await client.receive(upTo: "come.")
            #expect(await client.connection.receive()?.payload == MalformedFrame.cut.bytes)
            #expect(await client.connection.receive()?.payload == MalformedFrame.types.bytes)
            #expect(await client.connection.receive()?.payload.count == 1_000_000)
            #expect(await client.connection.receive()?.payload == Array("{}".utf8))
            #expect(try await client.receiveTurn().text == " Still here.")
        }
    }

    @Test func interruptionOfAScriptIsOrdinary() async throws {
        try await withFaults { client in
            try await client.say("interrupt yourself")
            let turn = try await client.receiveTurn().compactMap(\.serverContent)
            #expect(turn.suffix(2).map(\.interrupted) == [true, false])
            #expect(turn.last?.turnComplete == true)
        }
    }

    @Test func departureIsAnnouncedAndKept() async throws {
        let clock = ManualClock()
        try await withFaults(clock: clock, extra: #","sessionResumption":{}"#) { client in
            try await client.say("go away")
            var goAway: GoAway?
            while goAway == nil { goAway = try #require(try await client.receive()).goAway }
            #expect(goAway?.timeLeft == .seconds(5))
            clock.advance(by: .seconds(5))
            let close = await client.close()
            #expect(close?.code == .internalError)
            #expect(close?.reason == "Deadline expired before operation could complete.")
        }
    }

    @Test func crashCloses() async throws {
        try await withFaults { client in
            try await client.say("crash")
            #expect(await client.close()?.reason == "Internal error encountered.")
        }
    }

    @Test func delayDelaysAndQuietIsQuiet() async throws {
        try await withFaults { client in
            try await client.say("think about it")
            #expect(try await client.receiveTurn().text == "Let me see. No.")
            try await client.say("mumble")
            let turn = try await client.receiveTurn().compactMap(\.serverContent)
            #expect(turn.map(\.generationComplete) == [true, false])
            #expect(turn.last?.turnComplete == true)
        }
    }

    @Test func soundComesInOddSizes() async throws {
        try await withFaults("AUDIO") { client in
            try await client.say("odd sound")
            let sizes = try await client.receiveTurn().audio.map(\.data.count)
            #expect(sizes.count > 2)
            #expect(sizes.dropLast().allSatisfy { $0 == 1_001 })
        }
    }

    @Test func stallLastsUntilTheUserInterrupts() async throws {
        try await withFaults { client in
            try await client.say("hang")
            try await client.receive(upTo: "more")
            try await client.say("colour")
            let cut = try await client.receiveTurn().compactMap(\.serverContent)
            #expect(cut.map(\.interrupted) == [true, false])
            let turn = try await client.receiveTurn()
            #expect(turn.text == "\u{1B}[31mRed\u{1B}[0m and \u{202E}backwards")
        }
    }
}

extension LiveClient {
    /// Takes messages up to the one with this piece of a written reply.
    fileprivate func receive(upTo piece: String) async throws {
        while let message = try await receive() {
            if [message].text == piece { return }
        }
        Issue.record("the connection ended before \(piece)")
    }
}
