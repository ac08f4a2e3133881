// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Logging
import Synchronization
import TestSupport

/// A session with a scripted far end and a clock that moves when told.
struct SessionStage {
    let clock = ManualClock()
    let transport: ScriptedTransport

    init(_ transport: ScriptedTransport = ScriptedTransport()) {
        self.transport = transport
    }

    func makeSession(
        outboundLimitBytes: Int = 1 << 20,
        resumesSessions: Bool = false,
        replyAudio: (any ReplyAudioSink)? = nil
    ) -> LiveSession<ManualClock> {
        LiveSession(
            configuration: SessionConfiguration(
                setup: Setup(model: "models/m"),
                outboundLimitBytes: outboundLimitBytes,
                resumesSessions: resumesSessions
            ),
            transport: transport,
            clock: clock,
            origin: clock.now,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            randomness: SeededGenerator(seed: 1),
            replyAudio: replyAudio
        )
    }

    /// Runs the session, hands every event to `react` and returns what was emitted, in short form.
    func log(
        of session: LiveSession<ManualClock>,
        react: (SessionEvent.Kind) async -> Void
    ) async -> (lines: [String], end: SessionEnd) {
        await withTaskGroup(of: SessionEnd.self) { group in
            group.addTask { await session.run() }
            var lines: [String] = []
            for await event in session.events {
                lines.append(Self.short(event.kind))
                await react(event.kind)
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
}

/// A sink that keeps what it was told.
final class RecordingSpeaker: ReplyAudioSink {
    private let log = Mutex<[String]>([])
    private let delay: Duration

    /// - Parameter delay: How long each call takes.
    init(delay: Duration = .zero) {
        self.delay = delay
    }

    var calls: [String] { log.withLock(\.self) }

    func play(_ part: AudioPart, turn: Int) { note("play \(turn)") }
    func silence(turn: Int) { note("silence \(turn)") }
    func finish(turn: Int) { note("finish \(turn)") }

    private func note(_ call: String) {
        let end = ContinuousClock.now.advanced(by: delay)
        while ContinuousClock.now < end {}
        log.withLock { $0.append(call) }
    }
}
