// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Logging
import WebSocketNIO

/// One Live session on one connection: performs what its state machine decides.
///
/// Every input is taken and acted on without suspending, so inputs cannot overtake each other.
actor ServerSession<C: Clock> where C.Duration == Duration {
    /// What runs beside the session's own steps.
    private enum Slot: Hashable, Sendable {
        case reply
        case recognition(Int)
        case timer(SessionTimer)
    }

    /// The reply is not wanted any more.
    private struct ReplyStopped: Error {}

    private var machine: SessionStateMachine
    private let responder: any Responder
    private let voice: any Synthesizer
    private let ears: Ears
    private let speed: Double
    private let clock: C
    private let start: C.Instant
    private let outgoing: OutgoingQueue
    private let jobs = JobSlots<Slot>()
    private let codec = MessageCodec()
    private let logger: Logger
    private var currentReply = 0
    /// The utterance that is being spoken, and those whose words are awaited.
    private var speaking: SpokenAudio?
    private var recognitions: [Int: SpokenAudio] = [:]
    private var handles: GivenHandles<C>

    init(
        _ configuration: SessionStateMachine.Configuration,
        responder: any Responder,
        voice: any Synthesizer,
        ears: Ears,
        clock: C,
        handles: GivenHandles<C>,
        outgoing: OutgoingQueue,
        logger: Logger
    ) {
        machine = SessionStateMachine(configuration)
        self.responder = responder
        self.voice = voice
        self.ears = ears
        speed = configuration.speed
        self.clock = clock
        start = clock.now
        self.handles = handles
        self.outgoing = outgoing
        self.logger = logger
    }

    /// Runs the session's timers and replies until the calling task is cancelled.
    func run() async {
        perform(machine.begin(), at: start)
        await jobs.run()
        handles.connectionEnded()
    }

    /// Takes one message of the client's, in either kind of frame.
    ///
    /// Minutes of sound in one message are listened to in steps, between which others get on.
    func receive(_ message: WebSocketMessage) async {
        do throws(JSONError) {
            let decoded = try codec.decodeClient(message.payload)
            for field in decoded.unknown.prefix(8) {
                let path = field.path.prefix(100).debugDescription
                logger.notice("unknown field ignored", metadata: ["path": "\(path)"])
            }
            if handles.isEmpty, let handle = decoded.setup?.sessionResumption?.handle {
                handles.adopt(handle)
            }
            if decoded.hasAudio { ears.recognizer.prepare() }
            for (index, part) in decoded.steps.enumerated() {
                if index > 0 { await Task.yield() }
                handle(.message(part, isContinued: index > 0))
            }
        } catch {
            handle(.undecodable("\(error)"))
        }
    }

    /// The server is to end: the session ends as soon as nothing is on its way.
    func leave() {
        handle(.leave)
    }

    /// Makes a mistake that was ordered.
    func make(_ fault: FaultOrder) {
        handle(.fault(fault))
    }

    private func handle(_ input: SessionStateMachine.Input) {
        let now = clock.now
        perform(machine.handle(input, at: start.duration(to: now)), at: now)
    }

    private func perform(_ actions: [SessionAction], at now: C.Instant) {
        for action in actions {
            switch action {
            case .send(let message): outgoing.put(codec.encode(message))
            case .sendRaw(let bytes): outgoing.put(bytes)
            case .startReply(let request): startReply(request)
            case .cancelReply:
                currentReply = 0
                jobs.cancel(.reply)
            case .startRecognition(let id): startRecognition(id)
            case .recognize(let samples): speaking?.put(samples)
            case .finishRecognition(let id): recognitions[id]?.finish()
            case .cancelRecognition(let id): endRecognition(id)
            case .offerHandle(let session, let lastConsumed):
                offerHandle(for: session, lastConsumed)
            case .forgetHandles: handles.forgetAll()
            case .note(let note): logger.notice("\(note)")
            case .schedule(let timer, let delay): schedule(timer, at: now.advanced(by: delay))
            case .cancel(let timer): jobs.cancel(.timer(timer))
            case .close(let close):
                logger.info(
                    "closing",
                    metadata: [
                        "code": "\(close.code)", "reason": "\(close.reason.debugDescription)",
                    ]
                )
                outgoing.finish(close)
            }
        }
    }

    private func offerHandle(for session: SavedSession, _ lastConsumed: Int64?) {
        let update = SessionResumptionUpdate(
            newHandle: handles.give(for: session),
            resumable: true,
            lastConsumedClientMessageIndex: lastConsumed
        )
        outgoing.put(codec.encode(LiveServerMessage(sessionResumptionUpdate: update)))
    }

    private func startReply(_ request: ReplyRequest) {
        currentReply = request.id
        let producer = ReplyProducer(
            responder: responder,
            voice: voice,
            clock: clock,
            speed: speed,
            deliver: { [outgoing] event in
                try await outgoing.room.wait()
                try await self.take(event, of: request.id)
            }
        )
        // Speech is made elsewhere: where messages arrive, others would have to wait for it.
        jobs.start(.reply) {
            await withTaskExecutorPreference(globalConcurrentExecutor) {
                await producer.produce(request)
            }
        }
    }

    private func take(_ event: ReplyEvent, of id: Int) throws {
        guard id == currentReply else { throw ReplyStopped() }
        handle(.reply(event, id: id))
    }

    private func startRecognition(_ id: Int) {
        let speech = SpokenAudio(budget: ears.budget)
        speaking = speech
        recognitions[id] = speech
        jobs.start(.recognition(id)) { [ears, logger] in
            let hearing: Hearing
            do throws(RecognitionError) {
                let words = try await ears.recognizer.words(in: speech)
                hearing = words.isEmpty ? .unheard(.noWords) : .words(words)
            } catch {
                if error.isWorthNoting { logger.notice("\(error)") }
                hearing = .unheard(error.reason)
            }
            speech.abandon()
            await self.take(hearing, of: id)
        }
    }

    private func take(_ hearing: Hearing, of id: Int) {
        guard recognitions[id] != nil else { return }
        endRecognition(id)
        handle(.hearing(hearing, id: id))
    }

    private func endRecognition(_ id: Int) {
        recognitions.removeValue(forKey: id)?.abandon()
        jobs.cancel(.recognition(id))
    }

    private func schedule(_ timer: SessionTimer, at deadline: C.Instant) {
        jobs.start(.timer(timer)) { [clock] in
            guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else { return }
            await self.handle(.timer(timer))
        }
    }
}
