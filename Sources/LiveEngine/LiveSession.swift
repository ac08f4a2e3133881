// SPDX-License-Identifier: Apache-2.0

import AsyncAlgorithms
import LiveAPI
package import Logging

/// One logical session with a Live API server.
///
/// `run()` drives it to its end; `submit(_:)` asks it for things; `events` is its log. All protocol
/// decisions are `SessionStateMachine`'s. One loop takes every input in turn, so state never changes
/// while an earlier input is still being acted on, and events leave in the order of what caused them.
package actor LiveSession<C: Clock> where C.Duration == Duration {
    /// The session's log, for one consumer.
    ///
    /// Holds up to `SessionEvents.capacity` entries; beyond that the session stops reading from the
    /// server until the consumer catches up.
    package nonisolated let events: SessionEvents

    private let transport: any LiveTransport
    private let clock: C
    private let origin: C.Instant
    private let logger: Logger
    private let codec = MessageCodec()
    private let outboundLimitBytes: Int

    private var machine: SessionStateMachine
    private var replySound: ReplySound
    private var books: SessionBooks
    private var findings: [BookFinding] = []
    /// When the books are looked at without any event: few times, the next one last.
    private var booksDue: [Duration] = []
    private var frameCount = 0
    /// When the input that is being acted on was taken, since the origin.
    private var now = Duration.zero
    private var outbound: OutboundQueue?
    private var connectionCount = 0
    private var timerNumbers: [SessionStateMachine.Timer: Int] = [:]

    private let inputs = AsyncChannel<SessionInput>()
    private let log: AsyncChannel<SessionEvent>
    private let commands: AsyncStream<SessionCommand>
    private nonisolated let commandContinuation: AsyncStream<SessionCommand>.Continuation

    /// Prepares a session; nothing happens before `run()`.
    ///
    /// - Parameters:
    ///   - configuration: What to set up.
    ///   - transport: Where connections come from.
    ///   - clock: The clock of every timer and time stamp.
    ///   - origin: The instant that event offsets count from.
    ///   - logger: Gets protocol oddities; never payloads.
    ///   - randomness: Where the jitter of reconnecting comes from.
    ///   - replyAudio: Gets the sound of replies before the log does, without waiting for the log's
    ///     consumer.
    package init(
        configuration: SessionConfiguration,
        transport: any LiveTransport,
        clock: C,
        origin: C.Instant,
        logger: Logger,
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        replyAudio: (any ReplyAudioSink)? = nil
    ) {
        self.transport = transport
        self.clock = clock
        self.origin = origin
        self.logger = logger
        outboundLimitBytes = configuration.outboundLimitBytes
        machine = SessionStateMachine(configuration: configuration, randomness: randomness)
        replySound = ReplySound(sink: replyAudio)
        books = SessionBooks(terms: configuration.terms)
        log = AsyncChannel()
        events = SessionEvents(log)
        (commands, commandContinuation) = AsyncStream.makeStream(
            of: SessionCommand.self,
            bufferingPolicy: .bufferingOldest(1024)
        )
    }

    /// Asks the session for something; false when it has ended or 1,024 commands wait already.
    ///
    /// Text that was accepted is reported as sent or lost, whatever happens, unless `run()` is
    /// cancelled.
    package nonisolated func submit(_ command: SessionCommand) -> Bool {
        if case .enqueued = commandContinuation.yield(command) { return true }
        return false
    }

    /// Runs the session to its end and returns how it ended; to be called once.
    ///
    /// Cancelling the calling task drops the connection and ends the session as closed by the user.
    package func run() async -> SessionEnd {
        await withDiscardingTaskGroup { group in
            group.addTask { [commands, inputs] in
                for await command in commands { await inputs.send(.command(command)) }
                await inputs.send(.commandsEnded)
            }
            now = origin.duration(to: clock.now)
            await perform(machine.start(), in: &group)
            for await input in inputs {
                // A cancelled connection reports its end too; that is not how the session ended.
                if Task.isCancelled { break }
                if case .commandsEnded = input { break }
                now = origin.duration(to: clock.now)
                let step = step(for: input)
                // The loudspeaker first: the log may have to wait for its consumer.
                replySound.follow(step.actions)
                if let frame = step.frame { await emit(.frame(frame)) }
                await perform(step.actions, in: &group)
                await reportFindings(in: &group)
                // What was accepted until now is still taken, so that no text vanishes unreported.
                if hasEnded { commandContinuation.finish() }
            }
            // Nobody reads the inputs any more; whoever still sends is let go.
            inputs.finish()
            group.cancelAll()
        }
        replySound.finish()
        commandContinuation.finish()
        log.finish()
        if case .ended(let end) = machine.state { return end }
        return .closedByUser
    }

    private var hasEnded: Bool {
        if case .ended = machine.state { return true }
        return false
    }

    /// What an input comes to: the frame it was, if it was one, and what has to be done.
    private typealias Step = (frame: WireFrame?, actions: [SessionStateMachine.Action])

    private func step(for input: SessionInput) -> Step {
        switch input {
        case .command(let command):
            return (nil, machine.command(command))
        // The connection of a session that has ended is nobody's business any more.
        case .connection(connectionCount, let news) where !hasEnded:
            return step(for: news)
        case .timerFired(let timer, let number) where timerNumbers[timer] == number:
            return (nil, machine.timerFired(timer))
        case .booksDue(let deadline):
            booksDue.removeAll { $0 == deadline }
            return (nil, [])
        case .connection, .timerFired, .commandsEnded:
            return (nil, [])
        }
    }

    private func step(for news: ConnectionNews) -> Step {
        switch news {
        case .opened: (nil, machine.connected())
        case .failed(let error): (nil, machine.connectFailed(error))
        case .received(let message): received(message)
        case .written(.audio): (nil, machine.audioWritten())
        case .written(.video): (nil, machine.videoWritten())
        case .ended(let ending): connectionEnded(ending)
        }
    }

    private func received(_ message: WireMessage) -> Step {
        do throws(JSONError) {
            let decoded = try codec.decodeServer(message.payload)
            let frame = frame(.serverToClient, message, .server(decoded))
            return (frame, machine.received(decoded))
        } catch {
            let frame = frame(.serverToClient, message, .undecodable("\(error)"))
            return (frame, machine.receivedUndecodable("\(error)"))
        }
    }

    private func connectionEnded(_ ending: ConnectionEnding) -> Step {
        outbound = nil
        var close: WireFrame?
        if case .closed(let code, let reason, let byPeer) = ending, byPeer {
            let message = WireMessage(opcode: .close, payload: Array(reason.utf8))
            close = frame(.serverToClient, message, .close(code: code, reason: reason))
        }
        return (close, machine.connectionEnded(ending))
    }

    private func perform(
        _ actions: [SessionStateMachine.Action],
        in group: inout DiscardingTaskGroup
    ) async {
        for action in actions {
            switch action {
            case .connect:
                group.addTask { [pump = nextConnection()] in await pump.run() }
            case .send(let message):
                let overflow = await send(message)
                await perform(overflow, in: &group)
            case .sendRaw(let payload):
                await perform(await inject(payload), in: &group)
            case .emit(let kind):
                await emit(kind)
            case .startTimer(let timer, let duration):
                let number = (timerNumbers[timer] ?? 0) + 1
                timerNumbers[timer] = number
                group.addTask { [clock, inputs] in
                    do { try await clock.sleep(for: duration) } catch { return }
                    await inputs.send(.timerFired(timer, number))
                }
            case .dropConnection(let reason):
                outbound?.drop(reason)
            case .closeConnection(let code, let reason):
                await closeConnection(code: code, reason: reason)
            case .finish:
                logger.debug("session ended", metadata: ["state": "\(machine.state)"])
            }
        }
    }

    private func nextConnection() -> ConnectionPump {
        connectionCount += 1
        let queue = OutboundQueue(limitBytes: outboundLimitBytes)
        outbound = queue
        return ConnectionPump(
            number: connectionCount,
            transport: transport,
            queue: queue,
            inputs: inputs
        )
    }

    private func send(_ message: LiveClientMessage) async -> [SessionStateMachine.Action] {
        guard let outbound else { return [] }
        let wire = WireMessage(opcode: .text, payload: codec.encode(message))
        let input = message.realtimeInput
        let medium: LiveMedium? =
            input?.audio != nil ? .audio : input?.video != nil ? .video : nil
        guard outbound.enqueue(.message(wire, medium)) else {
            return machine.outboundOverflowed()
        }
        await emit(.frame(frame(.clientToServer, wire, .client(message))))
        return []
    }

    private func inject(_ payload: [UInt8]) async -> [SessionStateMachine.Action] {
        guard let outbound else { return [] }
        let wire = WireMessage(opcode: .text, payload: payload)
        guard outbound.enqueue(.message(wire, nil)) else {
            return machine.outboundOverflowed()
        }
        var frame = frame(.clientToServer, wire, Self.meaning(of: payload))
        frame.isInjected = true
        await emit(.frame(frame))
        return []
    }

    private static func meaning(of payload: [UInt8]) -> WireFrame.Meaning {
        do throws(JSONError) {
            return .client(try MessageCodec().decodeClient(payload))
        } catch {
            return .undecodable("\(error)")
        }
    }

    private func closeConnection(code: UInt16, reason: String) async {
        guard let outbound else { return }
        let message = WireMessage(opcode: .close, payload: Array(reason.utf8))
        await emit(.frame(frame(.clientToServer, message, .close(code: code, reason: reason))))
        _ = outbound.enqueue(.close(code: code, reason: reason))
    }

    private func frame(
        _ direction: FrameDirection,
        _ message: WireMessage,
        _ meaning: WireFrame.Meaning
    ) -> WireFrame {
        frameCount += 1
        return WireFrame(
            number: frameCount,
            direction: direction,
            opcode: message.opcode,
            payload: message.payload,
            meaning: meaning
        )
    }

    private func emit(_ kind: SessionEvent.Kind) async {
        let event = SessionEvent(offset: now, kind: kind)
        await log.send(event)
        findings += books.apply(event)
    }

    /// Tells what the books have found, and looks at them again when time may have brought more.
    private func reportFindings(in group: inout DiscardingTaskGroup) async {
        findings += books.advance(to: now)
        while !findings.isEmpty { await emit(.notice(findings.removeFirst().notice)) }
        // A time that was put off is looked at when it comes: replies put it off with every piece.
        guard !hasEnded, let deadline = books.nextDeadline,
            booksDue.last.map({ deadline < $0 }) ?? true
        else { return }
        booksDue.append(deadline)
        let wait = deadline - now
        group.addTask { [clock, inputs] in
            do { try await clock.sleep(for: wait) } catch { return }
            await inputs.send(.booksDue(deadline))
        }
    }
}
