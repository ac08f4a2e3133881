// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Logging
import TestSupport
import Testing

/// The actor with a scripted far end: that what the machine decides is done, in order.
@Suite(.timeLimit(.minutes(1))) struct LiveSessionTests {
    private let clock = ManualClock()
    private let transport: ScriptedTransport

    init() {
        transport = ScriptedTransport()
    }

    private func makeSession(
        _ transport: ScriptedTransport,
        outboundLimitBytes: Int = 1 << 20
    ) -> LiveSession<ManualClock> {
        LiveSession(
            configuration: SessionConfiguration(
                setup: Setup(model: "models/m"),
                outboundLimitBytes: outboundLimitBytes
            ),
            transport: transport,
            clock: clock,
            origin: clock.now,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Runs the session, hands every event to `react` and returns what was emitted, in short form.
    private func log(
        of session: LiveSession<ManualClock>,
        react: (SessionEvent.Kind) -> Void
    ) async -> (lines: [String], end: SessionEnd) {
        await withTaskGroup(of: SessionEnd.self) { group in
            group.addTask { await session.run() }
            var lines: [String] = []
            for await event in session.events {
                lines.append(Self.short(event.kind))
                react(event.kind)
            }
            let end = await group.next()
            return (lines, end ?? .closedByUser)
        }
    }

    private static func short(_ kind: SessionEvent.Kind) -> String {
        switch kind {
        case .phase(let phase): "\(phase)"
        case .frame(let frame):
            switch frame.meaning {
            case .client(let message): "#\(frame.number) > \(message.kinds.joined())"
            case .server(let message): "#\(frame.number) < \(message.kinds.joined())"
            case .close(let code, _):
                "#\(frame.number) \(frame.direction == .clientToServer ? ">" : "<") close \(code)"
            case .undecodable: "#\(frame.number) < undecodable"
            }
        case .userText(let text, let turn, let delivery): "user \(turn) \(delivery): \(text)"
        case .modelText(let text, let turn, _): "model \(turn): \(text)"
        case .turnEnded(_, let turn): "end \(turn)"
        case .notice(let notice): "notice \(notice.level)"
        default: "other"
        }
    }

    @Test func aTypedConversationLeavesACompleteLog() async {
        let session = makeSession(transport)
        let codecReply = ServerContent(modelTurn: Content("Hello"), turnComplete: true)
        let (lines, end) = await log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                _ = session.submit(.sendText("hi"))
            case .userText(_, _, .sent):
                transport.current?.deliver(LiveServerMessage(serverContent: codecReply))
            case .turnEnded:
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(
            lines == [
                "connecting(attempt: 1)", "settingUp", "#1 > setup", "#2 < setupComplete", "ready",
                "user 1 sent: hi", "#3 > clientContent", "#4 < serverContent", "model 1: Hello",
                "end 1", "closing", "#5 > close 1000",
                "ended(LiveEngine.SessionEnd.closedByUser)",
            ]
        )
        #expect(end == .closedByUser)
    }

    @Test func aFrameThatIsNotJSONIsShownAndTheSessionGoesOn() async {
        let session = makeSession(transport)
        let (lines, end) = await log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(raw: "{ not json")
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                transport.current?.end(.lost("cable cut"))
            default: break
            }
        }
        #expect(lines.contains("#2 < undecodable"))
        #expect(lines.contains("notice warning"))
        #expect(end == .connectionLost("cable cut"))
    }

    @Test func aRefusedConnectionEndsTheSessionWithItsReason() async {
        let refusal = SessionError(.cannotConnect, "Cannot connect to nowhere:1.")
        let session = makeSession(ScriptedTransport(refusal: refusal))
        let (_, end) = await log(of: session) { _ in }
        #expect(end == .failed(refusal))
    }

    @Test func setupIsGivenUpWhenItsTimeIsOver() async {
        let session = makeSession(transport)
        let (_, end) = await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await clock.waitForSleepers()
                clock.advance(by: .seconds(15))
            }
            return await log(of: session) { _ in }
        }
        guard case .failed(let error) = end else {
            Issue.record("ended with \(end)")
            return
        }
        #expect(error.kind == .protocolViolation)
    }

    @Test func aPeerThatDoesNotReadEndsTheSessionAtTheLimit() async {
        let session = makeSession(transport, outboundLimitBytes: 4096)
        let (_, end) = await log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                _ = session.submit(.sendText(String(repeating: "x", count: 5000)))
            default: break
            }
        }
        guard case .failed(let error) = end else {
            Issue.record("ended with \(end)")
            return
        }
        #expect(error.kind == .outboundOverflow)
    }

    @Test func textTakenAsTheSessionEndsIsSentOrReportedLost() async {
        let session = makeSession(transport)
        var accepted = 0
        var lastWords: [String: String] = [:]
        _ = await log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                transport.current?.end(.lost("cable cut"))
                for number in 1...200 where session.submit(.sendText("\(number)")) {
                    accepted += 1
                }
            case .userText(let text, _, let delivery):
                lastWords[text] = "\(delivery)"
            default: break
            }
        }
        #expect(lastWords.count == accepted)
        #expect(lastWords.values.allSatisfy { $0 == "sent" || $0 == "lost" })
    }

    @Test func cancellationEndsTheSession() async {
        let session = makeSession(transport)
        let task = Task { await session.run() }
        var iterator = session.events.makeAsyncIterator()
        _ = await iterator.next()
        task.cancel()
        #expect(await task.value == .closedByUser)
    }
}
