// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TestSupport
import Testing

/// The actor with a scripted far end: that what the machine decides is done, in order.
@Suite(.timeLimit(.minutes(1))) struct LiveSessionTests {
    private let stage = SessionStage()
    private var transport: ScriptedTransport { stage.transport }

    @Test func aTypedConversationLeavesACompleteLog() async {
        let session = stage.makeSession()
        let codecReply = ServerContent(modelTurn: Content("Hello"), turnComplete: true)
        let (lines, end) = await stage.log(of: session) { kind in
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

    @Test func framesOfThePersonsOwnGoOutAsTheyStand() async {
        let session = stage.makeSession()
        let turn = Array(#"{ "realtimeInput": {"text": "hi"} }"#.utf8)
        let odd = Array(#"{"odd": 1}"#.utf8)
        var injected: [WireFrame] = []
        let (lines, _) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                _ = session.submit(.inject(turn))
                _ = session.submit(.inject(odd))
            case .frame(let frame) where frame.isInjected:
                injected.append(frame)
                if injected.count == 2 { _ = session.submit(.close) }
            default: break
            }
        }
        #expect(injected.map(\.payload) == [turn, odd])
        #expect(injected.map(\.direction) == [.clientToServer, .clientToServer])
        #expect(lines.contains("user 1 sent: hi"))
        #expect(lines.contains("#3 > realtimeInput"))
    }

    @Test func aFrameThatIsNotJSONIsShownAndTheSessionGoesOn() async {
        let session = stage.makeSession()
        let (lines, end) = await stage.log(of: session) { kind in
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
        let stage = SessionStage(ScriptedTransport(refusal: refusal))
        let session = stage.makeSession()
        let (_, end) = await stage.log(of: session) { _ in }
        #expect(end == .failed(refusal))
    }

    @Test func whatTheBooksFindIsInTheLogOnce() async {
        let session = stage.makeSession()
        let piece = LiveServerMessage(serverContent: ServerContent(modelTurn: Content("Well")))
        let (lines, _) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                _ = session.submit(.sendText("hi"))
            case .userText(_, _, .sent):
                transport.current?.deliver(piece)
            case .modelText:
                // Those of the setup, of the answer, and of the next piece.
                await stage.clock.waitForSleepers(count: 3)
                stage.clock.advance(by: .seconds(5))
            case .notice:
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(lines.filter { $0 == "notice warning" }.count == 1)
    }

    @Test func setupIsGivenUpWhenItsTimeIsOver() async {
        let session = stage.makeSession()
        let (_, end) = await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await stage.clock.waitForSleepers()
                stage.clock.advance(by: .seconds(15))
            }
            return await stage.log(of: session) { _ in }
        }
        guard case .failed(let error) = end else {
            Issue.record("ended with \(end)")
            return
        }
        #expect(error.kind == .protocolViolation)
    }

    @Test func aPeerThatDoesNotReadEndsTheSessionAtTheLimit() async {
        let session = stage.makeSession(outboundLimitBytes: 4096)
        let (_, end) = await stage.log(of: session) { kind in
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
        let session = stage.makeSession()
        var accepted = 0
        var lastWords: [String: String] = [:]
        _ = await stage.log(of: session) { kind in
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
        let session = stage.makeSession()
        let task = Task { await session.run() }
        var iterator = session.events.makeAsyncIterator()
        _ = await iterator.next()
        task.cancel()
        #expect(await task.value == .closedByUser)
    }

    @Test func theLoudspeakerHearsBeforeTheLog() async {
        // Whoever read the log before a slow loudspeaker is done would have been told too early.
        let speaker = RecordingSpeaker(delay: .milliseconds(1))
        let session = stage.makeSession(replyAudio: speaker)
        let blob = Blob(mimeType: "audio/pcm;rate=24000", data: [1, 0])
        let sound = ServerContent(modelTurn: Content(parts: [Part(inlineData: blob)]))
        var logged = 0
        var late = 0
        _ = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
                for _ in 0..<20 {
                    transport.current?.deliver(LiveServerMessage(serverContent: sound))
                }
                transport.current?.deliver(
                    LiveServerMessage(serverContent: ServerContent(interrupted: true))
                )
            case .frame(let frame) where frame.number > 2 && frame.direction == .serverToClient:
                guard frame.opcode != .close else { break }
                logged += 1
                if speaker.calls.count < logged { late += 1 }
            case .interrupted: _ = session.submit(.close)
            default: break
            }
        }
        #expect(late == 0)
        #expect(speaker.calls == Array(repeating: "play 1", count: 20) + ["silence 1"])
    }

    @Test func aReplysSoundIsFinishedOnceWhenItIsComplete() async {
        let speaker = RecordingSpeaker()
        let session = stage.makeSession(replyAudio: speaker)
        let blob = Blob(mimeType: "audio/pcm;rate=24000", data: [1, 0])
        _ = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                let content = ServerContent(
                    modelTurn: Content(parts: [Part(inlineData: blob)]),
                    generationComplete: true
                )
                transport.current?.deliver(LiveServerMessage(serverContent: content))
                transport.current?.deliver(
                    LiveServerMessage(serverContent: ServerContent(turnComplete: true))
                )
            case .turnEnded: _ = session.submit(.close)
            default: break
            }
        }
        #expect(speaker.calls == ["play 1", "finish 1"])
    }

    @Test func aLostConnectionFinishesTheSoundOfTheRunningReply() async {
        let speaker = RecordingSpeaker()
        let session = stage.makeSession(replyAudio: speaker)
        let blob = Blob(mimeType: "audio/pcm;rate=24000", data: [1, 0])
        let sound = ServerContent(modelTurn: Content(parts: [Part(inlineData: blob)]))
        _ = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
                transport.current?.deliver(LiveServerMessage(serverContent: sound))
            case .modelAudio: transport.current?.end(.lost("cable cut"))
            default: break
            }
        }
        #expect(speaker.calls == ["play 1", "finish 1"])
    }

    @Test func soundFlowsToAPeerThatReads() async {
        let session = stage.makeSession()
        let chunk = AudioPart(pcm: [UInt8](repeating: 0, count: 640), sampleRate: 16_000)
        let (lines, _) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(LiveServerMessage(setupComplete: SetupComplete()))
            case .phase(.ready):
                for _ in 0..<40 { _ = session.submit(.sendAudio(chunk)) }
            case .frame(let frame) where frame.number == 42: _ = session.submit(.close)
            default: break
            }
        }
        #expect(lines.count { $0.hasSuffix("> realtimeInput") } == 40)
        #expect(!lines.contains("notice warning"))
    }
}
