// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI
import Video
import Voice

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
    /// What is spoken besides the texts.
    var speech: VoiceInput?
    /// What answers function calls.
    var tools: SessionTools?
    /// What the model is shown; the first text waits for the first picture, or for the news that
    /// there is none.
    var video: VideoPipeline<ContinuousClock>?

    /// Runs the conversation to its end and closes the session after the last reply.
    ///
    /// `sink` sees every event, on the caller's task.
    func run(
        texts: some AsyncSequence<String, Never> & Sendable,
        sink: inout some EventSink
    ) async -> Outcome {
        let progress = ReplyProgress()
        let turnEnds = Signal()
        let answers = Signal()
        let readiness = Signal()
        let sight = Signal()
        var wasReady = false
        var awaited: Int?
        var end = SessionEnd.closedByUser
        await withTaskGroup { group in
            group.addTask { [session] in _ = await session.run() }
            group.addTask { await converse(texts, turnEnds, answers, readiness, sight, progress) }
            group.addTask { await giveUpWhenSilent(progress) }
            if let voice = speech?.voice { group.addTask { await voice.run() } }
            if let tools { group.addTask { await tools.run() } }
            if let video { group.addTask { await video.run() } }
            for await event in session.events {
                tools?.follow(event.kind)
                progress.consume(event)
                sink.consume(event)
                switch event.kind {
                case .phase(.ready):
                    if !wasReady {
                        speech?.voice.attach { [session] in session.submit($0) }
                        video?.attach { [session] in session.submit($0) }
                    }
                    wasReady = true
                    readiness.raise()
                case .phase(.ended(let reason)): end = reason
                case .userText(_, let turn, _): awaited = turn
                // A turn that the server began by itself answers nothing.
                case .turnEnded(_, let turn) where turn == awaited: turnEnds.raise()
                default: break
                }
                if event.kind.settlesSight { sight.raise() }
                if progress.spokenIsAnswered { answers.raise() }
            }
            speech?.voice.detach()
            video?.detach()
            group.cancelAll()
        }
        return Outcome(end: end, wasReady: wasReady, timedOut: progress.timedOut)
    }

    /// Sends the texts and speaks the recording, then closes the session.
    private func converse(
        _ texts: some AsyncSequence<String, Never> & Sendable,
        _ turnEnds: Signal,
        _ answers: Signal,
        _ readiness: Signal,
        _ sight: Signal,
        _ progress: ReplyProgress
    ) async {
        if video != nil { guard await sight.wait() else { return } }
        await withTaskGroup { group in
            if let speech, speech.beginning == .withSession {
                group.addTask { await speak(speech, answers, readiness, progress) }
            }
            await send(texts, turnEnds, progress)
        }
        if let speech, speech.beginning == .afterTexts {
            await speak(speech, answers, readiness, progress)
        }
        _ = session.submit(.close)
    }

    private func send(
        _ texts: some AsyncSequence<String, Never> & Sendable,
        _ turnEnds: Signal,
        _ progress: ReplyProgress
    ) async {
        for await text in texts {
            progress.beginAwaiting()
            guard session.submit(.sendText(text)), await turnEnds.wait() else { return }
            progress.endAwaiting()
        }
    }

    /// Opens the microphone; of a recording, awaits its end and the last answer.
    private func speak(
        _ input: VoiceInput,
        _ answers: Signal,
        _ readiness: Signal,
        _ progress: ReplyProgress
    ) async {
        guard await readiness.wait() else { return }
        input.open()
        guard input.recording != nil else { return }
        do { try await input.untilSpoken() } catch { return }
        input.close()
        progress.beginAwaiting()
        while !progress.spokenIsAnswered {
            guard await answers.wait() else { return }
        }
        progress.endAwaiting()
    }

    private func giveUpWhenSilent(_ progress: ReplyProgress) async {
        while let deadline = progress.deadline(after: replyTimeout) {
            do { try await ContinuousClock().sleep(until: deadline) } catch { return }
        }
        _ = session.submit(.close)
    }
}

/// Wakes one waiting task; a signal that nobody waits for is kept, several are one.
private struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func raise() { continuation.yield() }

    /// Waits for the next signal; false when the task was cancelled.
    func wait() async -> Bool {
        for await _ in stream { return true }
        return false
    }
}

extension SessionEvent.Kind {
    /// Whether a picture went out, or it is known that none comes for now.
    fileprivate var settlesSight: Bool {
        switch self {
        case .frame(let frame):
            guard case .client(let message) = frame.meaning else { return false }
            return message.realtimeInput?.video != nil
        case .video(.source(_, let status)):
            return switch status {
            case .off, .stalled, .unavailable, .lost, .ended: true
            case .starting, .running: false
            }
        default:
            return false
        }
    }
}

extension TurnDriver.Outcome {
    /// Throws what the outcome means for the program's exit code; returns when all went well.
    ///
    /// - Parameter redactor: Takes the secrets out of what a server says.
    /// - Throws: `CommandFailure` in the server's words.
    func check(_ redactor: Redactor) throws(CommandFailure) {
        if timedOut {
            throw CommandFailure(
                .runFailed,
                "The server did not answer in time; raise --timeout to wait longer."
            )
        }
        // A reason of the server's has no lines of its own.
        let words = TerminalText.sanitized(redactor.hide(end.inPlainWords), newlines: .marked)
        switch end {
        case .closedByUser:
            return
        case .failed:
            throw CommandFailure(.cannotConnect, words)
        case .closedByServer, .connectionLost:
            let isRefusal = !wasReady || end.isAuthenticationFailure
            throw CommandFailure(isRefusal ? .cannotConnect : .runFailed, words)
        }
    }
}
