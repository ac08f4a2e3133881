// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Testing
import WebSocketNIO

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct FaultOrderTests {
    private let resumable =
        #"{"generationConfig":{"responseModalities":["TEXT"]},"sessionResumption":{}}"#

    // MARK: - What a session decides

    @Test func goAwayIsAnnouncedAndKept() throws {
        var play = try Playbook.ready()
        let lines = play.handle(.fault(.goAway(timeLeft: .seconds(10))))
        #expect(lines.first?.contains("goAway") == true)
        #expect(lines.contains { $0.contains("lifeEnd") })
        #expect(play.handle(.timer(.lifeEnd)).contains { $0.contains("close 1011") })
    }

    @Test(arguments: [UInt16(1000), 1007, 1008, 1011])
    func closesComeWithTheirCode(code: UInt16) throws {
        var play = try Playbook.ready()
        let lines = play.handle(.fault(.close(code: code, reason: "because")))
        #expect(lines.last == "close \(code) because")
        #expect(play.text("hello").isEmpty, "nothing more is done")
    }

    @Test func aCloseMayComeBeforeTheSetup() {
        var play = Playbook()
        _ = play.begin()
        #expect(play.handle(.fault(.close(code: 1008, reason: "no"))).last == "close 1008 no")
        var other = Playbook()
        #expect(other.handle(.fault(.goAway(timeLeft: .zero))).isEmpty)
        #expect(other.handle(.fault(.garbage)).isEmpty)
    }

    @Test func handlesAreLostAndGarbageIsSent() throws {
        var play = try Playbook.ready(resumable)
        #expect(play.handle(.fault(.loseHandles)) == ["forget handles"])
        #expect(play.handle(.fault(.garbage)).count == 1)
        #expect(throws: JSONError.self) { try JSONValue(parsing: FaultOrder.garbageBytes) }
    }

    @Test func paceHoldsMessagesUpAndLetsThemGo() {
        let pace = SendPace()
        #expect(pace.due(.seconds(1)) == .seconds(1))
        pace.delay(by: .milliseconds(200))
        #expect(pace.due(.seconds(1)) == .milliseconds(1_200))
        pace.stall(until: .seconds(5))
        pace.stall(until: .seconds(4))
        #expect(pace.due(.seconds(1)) == .seconds(5))
        #expect(pace.due(.seconds(5)) == .milliseconds(5_200))
        pace.delay(by: .seconds(-1))
        #expect(pace.due(.seconds(6)) == .seconds(6))
    }

    // MARK: - What a client sees

    /// A client past its setup, and the server it talks to.
    private func talk(
        extra: String = "",
        _ body: @escaping @Sendable (LiveClient, LiveServer<ContinuousClock>) async throws -> Void
    ) async throws {
        var configuration = LiveServerConfiguration()
        configuration.speed = 1_000
        let server = LiveServer(
            configuration: configuration,
            responder: ScriptResponder(script: try .builtIn()),
            voice: ToneVoice(reason: "This is a test."),
            clock: ContinuousClock(),
            logger: .silent
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            let address = try await server.waitUntilListening()
            #expect(server.order(.garbage) == 0, "nobody is there yet")
            try await LiveClient.connect(to: address) { client in
                try await client.setUp(extra: extra)
                try await body(client, server)
            }
        }
    }

    @Test func aClientIsToldOfTheEnd() async throws {
        try await talk { client, server in
            #expect(server.order(.goAway(timeLeft: .milliseconds(50))) == 1)
            let first = try await client.receive()
            #expect(first?.goAway?.timeLeft == .milliseconds(50))
            #expect(await client.close()?.code.rawValue == 1011)
        }
    }

    @Test func aClientIsClosedWithCodeAndReason() async throws {
        try await talk { client, server in
            #expect(server.order(.close(code: 1008, reason: "policy")) == 1)
            let close = await client.close()
            #expect(close?.code == .policyViolation)
            #expect(close?.reason == "policy")
        }
    }

    @Test func aDroppedConnectionHasNoCloseFrame() async throws {
        try await talk { client, server in
            #expect(server.order(.drop) == 1)
            #expect(await client.close()?.code == .abnormal)
        }
    }

    @Test func garbageIsNoJSONAndTheSessionGoesOn() async throws {
        try await talk { client, server in
            #expect(server.order(.garbage) == 1)
            #expect(await client.connection.receive()?.payload == FaultOrder.garbageBytes)
            try await client.say("What is 12 times 7?")
            #expect(try await client.receiveTurn().text == "12 times 7 is 84.")
        }
    }

    @Test(arguments: [FaultOrder.stall(.milliseconds(300)), .delay(.milliseconds(300))])
    func nothingComesBeforeItsTime(order: FaultOrder) async throws {
        try await talk { client, server in
            let begin = ContinuousClock.now
            #expect(server.order(order) == 1)
            // Orders are taken one by one, so what this one sends is held up.
            #expect(server.order(.garbage) == 1)
            #expect(await client.connection.receive()?.payload == FaultOrder.garbageBytes)
            #expect(begin.duration(to: .now) >= .milliseconds(300))
            #expect(server.order(.delay(.zero)) == 1)
            try await client.say("What is 12 times 7?")
            #expect(try await client.receiveTurn().text == "12 times 7 is 84.")
        }
    }

    @Test func aLostHandleResumesNothing() async throws {
        try await talk(extra: #","sessionResumption":{}"#) { client, server in
            try await client.say("hello")
            var handle: String?
            while handle == nil {
                let message = try #require(try await client.receive())
                handle = message.sessionResumptionUpdate?.newHandle
            }
            #expect(server.order(.loseHandles) == 1)
            // Orders are taken one by one: when this one has come, the handle is gone.
            #expect(server.order(.garbage) == 1)
            while let frame = await client.connection.receive() {
                if frame.payload == FaultOrder.garbageBytes { break }
            }
            let address = try await server.waitUntilListening()
            let wanted = handle ?? ""
            try await LiveClient.connect(to: address) { second in
                try await second.send(
                    #"{"setup":{"model":"models/m","sessionResumption":{"handle":"\#(wanted)"}}}"#
                )
                #expect(await second.close()?.code == .policyViolation)
            }
        }
    }
}
