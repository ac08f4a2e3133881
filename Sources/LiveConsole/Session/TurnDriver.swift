// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Synchronization

/// Consumes a session's log, event by event, on one task.
protocol EventSink {
    mutating func consume(_ event: SessionEvent)
}

/// Takes turns with a session: sends a text, awaits the end of the reply, sends the next.
struct TurnDriver: Sendable {
    /// How the conversation came to its end.
    struct Outcome: Sendable {
        var end: SessionEnd
        /// Whether the server ever accepted the setup.
        var wasReady: Bool
        /// Whether a reply stayed away so long that the conversation was given up.
        var timedOut: Bool
    }

    let session: LiveSession<ContinuousClock>
    /// Silence on the wire, while a reply is awaited, after which to give up.
    let replyTimeout: Duration

    /// Runs the conversation to its end and closes the session after the last reply.
    ///
    /// `sink` sees every event, on the caller's task.
    func run(
        texts: some AsyncSequence<String, Never> & Sendable,
        sink: inout some EventSink
    ) async -> Outcome {
        let progress = ReplyProgress()
        let (turnEnds, turnEnd) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        var wasReady = false
        var awaited: Int?
        var end = SessionEnd.closedByUser
        await withTaskGroup { group in
            group.addTask { [session] in _ = await session.run() }
            group.addTask { await send(texts, awaiting: turnEnds, progress) }
            group.addTask { await giveUpWhenSilent(progress) }
            for await event in session.events {
                progress.noteActivity()
                sink.consume(event)
                switch event.kind {
                case .phase(.ready): wasReady = true
                case .phase(.ended(let reason)): end = reason
                case .userText(_, let turn, _): awaited = turn
                // A turn that the server began by itself answers nothing.
                case .turnEnded(_, let turn) where turn == awaited: turnEnd.yield()
                default: break
                }
            }
            group.cancelAll()
        }
        return Outcome(end: end, wasReady: wasReady, timedOut: progress.timedOut)
    }

    private func send(
        _ texts: some AsyncSequence<String, Never> & Sendable,
        awaiting turnEnds: AsyncStream<Void>,
        _ progress: ReplyProgress
    ) async {
        var ends = turnEnds.makeAsyncIterator()
        for await text in texts {
            progress.beginAwaiting()
            guard session.submit(.sendText(text)), await ends.next() != nil else { return }
            progress.endAwaiting()
        }
        _ = session.submit(.close)
    }

    private func giveUpWhenSilent(_ progress: ReplyProgress) async {
        while let deadline = progress.deadline(after: replyTimeout) {
            do { try await ContinuousClock().sleep(until: deadline) } catch { return }
        }
        _ = session.submit(.close)
    }
}

/// How long the server has been silent while a reply is awaited.
private final class ReplyProgress: Sendable {
    private struct State {
        var isAwaitingReply = false
        var lastActivity = ContinuousClock.now
        var timedOut = false
    }

    private let state = Mutex(State())

    var timedOut: Bool { state.withLock(\.timedOut) }

    func noteActivity() { state.withLock { $0.lastActivity = .now } }

    func beginAwaiting() {
        state.withLock { $0 = State(isAwaitingReply: true) }
    }

    func endAwaiting() { state.withLock { $0.isAwaitingReply = false } }

    /// When to look again; nil once the silence has lasted for `timeout`.
    func deadline(after timeout: Duration) -> ContinuousClock.Instant? {
        state.withLock { state in
            let now = ContinuousClock.now
            let deadline = state.lastActivity.advanced(by: timeout)
            if deadline > now { return deadline }
            guard state.isAwaitingReply else { return now.advanced(by: timeout) }
            state.timedOut = true
            return nil
        }
    }
}

extension TurnDriver.Outcome {
    /// Throws what the outcome means for the program's exit code; returns when all went well.
    func check() throws(CommandFailure) {
        if timedOut {
            throw CommandFailure(
                .runFailed,
                "The server did not answer in time; raise --timeout to wait longer."
            )
        }
        switch end {
        case .closedByUser:
            return
        case .failed:
            throw CommandFailure(.cannotConnect, end.inPlainWords)
        case .closedByServer, .connectionLost:
            let isRefusal = !wasReady || end.isAuthenticationFailure
            throw CommandFailure(isRefusal ? .cannotConnect : .runFailed, end.inPlainWords)
        }
    }
}
