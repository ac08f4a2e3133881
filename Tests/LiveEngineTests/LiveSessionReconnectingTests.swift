// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TestSupport
import Testing

/// The actor across its connections: that the machine's decisions reach the wire, one socket at a
/// time.
@Suite(.timeLimit(.minutes(1))) struct LiveSessionReconnectingTests {
    private let stage = SessionStage()
    private var transport: ScriptedTransport { stage.transport }

    /// Lets the wait before the next attempt pass, once it has begun.
    ///
    /// - Parameter timers: Timers that run besides.
    private func passBackoff(beside timers: Int) async {
        await stage.clock.waitForSleepers(count: timers + 1)
        stage.clock.advance(by: .milliseconds(250))
    }

    @Test func aLostConnectionIsReplacedAndTheTextAnswered() async {
        let session = stage.makeSession(resumesSessions: true)
        let (lines, end) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(Far.setupComplete)
            case .phase(.ready) where transport.connectionCount == 1:
                transport.current?.deliver(Far.handle("h1"))
                _ = session.submit(.sendText("hi"))
            case .frame(let frame) where frame.isText:
                if transport.connectionCount == 1 {
                    transport.current?.end(.lost("cable cut"))
                } else {
                    transport.current?.deliver(Far.reply("Hello"))
                    transport.current?.deliver(Far.turnComplete)
                }
            case .phase(.reconnecting):
                await passBackoff(beside: 2)
            case .turnEnded:
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(end == .closedByUser)
        #expect(transport.connectionCount == 2)
        #expect(transport.mostOpen == 1)
        #expect(
            transport.current?.sent.first?.setup?.sessionResumption
                == SessionResumptionConfig(handle: "h1")
        )
        #expect(lines.contains("model 1: Hello"))
    }

    @Test func aDeafPeerIsLeftForANewConnection() async {
        let session = stage.makeSession(resumesSessions: true)
        let (_, end) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(Far.setupComplete)
            case .phase(.ready) where transport.connectionCount == 1:
                transport.current?.ignoreClose()
                transport.current?.deliver(Far.goAway(.seconds(4)))
            case .goAway:
                // Setup, stability, departure, and the alarm of the connection's time.
                await stage.clock.waitForSleepers(count: 4)
                stage.clock.advance(by: .seconds(3))
            case .phase(.moving):
                await stage.clock.waitForSleepers(count: 4)
                stage.clock.advance(by: .seconds(6))
            case .phase(.ready):
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(end == .closedByUser)
        #expect(transport.connectionCount == 2)
        #expect(transport.mostOpen == 1)
    }

    @Test func refusedAttemptsAreFollowedByOthers() async {
        let session = stage.makeSession(resumesSessions: true)
        var attempts: [Int] = []
        let (_, end) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(Far.setupComplete)
            case .phase(.ready) where transport.connectionCount == 1:
                let error = SessionError(.cannotConnect, "no route", isRetryable: true)
                transport.refuseNext([error, error])
                transport.current?.end(.closed(code: 1011, reason: "", byPeer: true))
            case .phase(.reconnecting(let attempt, _)):
                attempts.append(attempt)
                await stage.clock.waitForSleepers(count: 3)
                stage.clock.advance(by: .seconds(1))
            case .phase(.ready):
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(end == .closedByUser)
        #expect(attempts == [1, 2, 3])
    }

    @Test func closingDuringTheBackoffEndsWithoutWaiting() async {
        let session = stage.makeSession(resumesSessions: true)
        let (lines, end) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(Far.setupComplete)
            case .phase(.ready):
                transport.current?.end(.lost("cable cut"))
            case .phase(.reconnecting):
                _ = session.submit(.sendText("hi"))
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(end == .closedByUser)
        #expect(lines.suffix(3).first == "user 1 queued: hi")
        #expect(lines.suffix(2).first == "user 1 lost: hi")
    }

    @Test func timersThatWereReplacedDoNotFire() async {
        let session = stage.makeSession(resumesSessions: true)
        let (_, end) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp) where transport.connectionCount == 1:
                await stage.clock.waitForSleepers(count: 1)
                stage.clock.advance(by: .seconds(14))
                transport.current?.deliver(Far.setupComplete)
            case .phase(.ready) where transport.connectionCount == 1:
                transport.current?.end(.lost("cable cut"))
            case .phase(.reconnecting):
                await passBackoff(beside: 2)
            case .phase(.settingUp):
                // The first setup's time would be over now; the second's has just begun.
                await stage.clock.waitForSleepers(count: 3)
                stage.clock.advance(by: .seconds(2))
                _ = session.submit(.report(.replyAudible(turn: 0)))
            case .voice(.replyAudible(let round, _)):
                // By the last of these the session has long seen a timer that fired.
                if round < 50 {
                    _ = session.submit(.report(.replyAudible(turn: round + 1)))
                } else {
                    transport.current?.deliver(Far.setupComplete)
                }
            case .phase(.ready):
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(end == .closedByUser)
        #expect(transport.connectionCount == 2)
    }
}

extension WireFrame {
    fileprivate var isText: Bool {
        if case .client(let message) = meaning { message.clientContent != nil } else { false }
    }
}
