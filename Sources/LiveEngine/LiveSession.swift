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

    private enum Input: Sendable {
        case connected
        case connectFailed(SessionError)
        case received(WireMessage)
        case connectionEnded(ConnectionEnding)
        case setupTimedOut
        case command(SessionCommand)
        /// The session has ended and every command submitted before has been seen.
        case commandsEnded
    }

    private let transport: any LiveTransport
    private let clock: C
    private let origin: C.Instant
    private let logger: Logger
    private let codec = MessageCodec()
    private let outboundLimitBytes: Int

    private var machine: SessionStateMachine
    private var frameCount = 0
    private var outbound: OutboundQueue?

    private let inputs = AsyncChannel<Input>()
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
    package init(
        configuration: SessionConfiguration,
        transport: any LiveTransport,
        clock: C,
        origin: C.Instant,
        logger: Logger
    ) {
        self.transport = transport
        self.clock = clock
        self.origin = origin
        self.logger = logger
        outboundLimitBytes = configuration.outboundLimitBytes
        machine = SessionStateMachine(configuration: configuration)
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
        await withTaskGroup { group in
            group.addTask { [commands, inputs] in
                for await command in commands { await inputs.send(.command(command)) }
                await inputs.send(.commandsEnded)
            }
            await perform(machine.start(), in: &group)
            for await input in inputs {
                // A cancelled connection reports its end too; that is not how the session ended.
                if Task.isCancelled { break }
                if case .commandsEnded = input { break }
                await perform(actions(for: input), in: &group)
                // What was accepted until now is still taken, so that no text vanishes unreported.
                if hasEnded { commandContinuation.finish() }
            }
            // Nobody reads the inputs any more; whoever still sends is let go.
            inputs.finish()
            group.cancelAll()
        }
        commandContinuation.finish()
        log.finish()
        if case .ended(let end) = machine.state { return end }
        return .closedByUser
    }

    private var hasEnded: Bool {
        if case .ended = machine.state { return true }
        return false
    }

    private func actions(for input: Input) async -> [SessionStateMachine.Action] {
        if case .command(let command) = input { return machine.command(command) }
        // The connection of a session that has ended is nobody's business any more.
        if hasEnded { return [] }
        switch input {
        case .connected: return machine.connected()
        case .connectFailed(let error): return machine.connectFailed(error)
        case .connectionEnded(let ending): return await connectionEnded(ending)
        case .setupTimedOut: return machine.setupTimedOut()
        case .received(let message): return await received(message)
        case .command, .commandsEnded: return []
        }
    }

    private func received(_ message: WireMessage) async -> [SessionStateMachine.Action] {
        do throws(JSONError) {
            let decoded = try codec.decodeServer(message.payload)
            await emitFrame(.serverToClient, message, .server(decoded))
            return machine.received(decoded)
        } catch {
            await emitFrame(.serverToClient, message, .undecodable("\(error)"))
            return machine.receivedUndecodable("\(error)")
        }
    }

    private func connectionEnded(_ ending: ConnectionEnding) async -> [SessionStateMachine.Action] {
        outbound = nil
        if case .closed(let code, let reason, let byPeer) = ending, byPeer {
            let message = WireMessage(opcode: .close, payload: Array(reason.utf8))
            await emitFrame(.serverToClient, message, .close(code: code, reason: reason))
        }
        return machine.connectionEnded(ending)
    }

    private func perform(
        _ actions: [SessionStateMachine.Action],
        in group: inout TaskGroup<Void>
    ) async {
        for action in actions {
            switch action {
            case .connect:
                let queue = OutboundQueue(limitBytes: outboundLimitBytes)
                outbound = queue
                group.addTask { [self] in await runConnection(writing: queue) }
            case .send(let message):
                let overflow = await send(message)
                await perform(overflow, in: &group)
            case .emit(let kind):
                await emit(kind)
            case .startSetupTimer(let duration):
                group.addTask { [clock, inputs] in
                    do { try await clock.sleep(for: duration) } catch { return }
                    await inputs.send(.setupTimedOut)
                }
            case .closeConnection(let code, let reason):
                await closeConnection(code: code, reason: reason)
            case .finish:
                logger.debug("session ended", metadata: ["state": "\(machine.state)"])
            }
        }
    }

    private func send(_ message: LiveClientMessage) async -> [SessionStateMachine.Action] {
        let wire = WireMessage(opcode: .text, payload: codec.encode(message))
        guard let outbound else { return [] }
        await emitFrame(.clientToServer, wire, .client(message))
        return outbound.enqueue(.message(wire)) ? [] : machine.outboundOverflowed()
    }

    private func closeConnection(code: UInt16, reason: String) async {
        guard let outbound else { return }
        let message = WireMessage(opcode: .close, payload: Array(reason.utf8))
        await emitFrame(.clientToServer, message, .close(code: code, reason: reason))
        _ = outbound.enqueue(.close(code: code, reason: reason))
    }

    private func emitFrame(
        _ direction: FrameDirection,
        _ message: WireMessage,
        _ meaning: WireFrame.Meaning
    ) async {
        frameCount += 1
        let frame = WireFrame(
            number: frameCount,
            direction: direction,
            opcode: message.opcode,
            payload: message.payload,
            meaning: meaning
        )
        await emit(.frame(frame))
    }

    private func emit(_ kind: SessionEvent.Kind) async {
        let offset = origin.duration(to: clock.now)
        await log.send(SessionEvent(offset: offset, kind: kind))
    }

    /// Opens one connection, reads it to its end and writes what is queued, then reports how it went.
    private nonisolated func runConnection(writing queue: OutboundQueue) async {
        do {
            let ending = try await transport.withConnection { [inputs] connection in
                await inputs.send(.connected)
                return await withTaskGroup { group in
                    group.addTask { await Self.write(queue, to: connection) }
                    for await message in connection.messages {
                        await inputs.send(.received(message))
                    }
                    group.cancelAll()
                    return await connection.ending()
                }
            }
            await inputs.send(.connectionEnded(ending))
        } catch let error as SessionError {
            await inputs.send(.connectFailed(error))
        } catch {
            await inputs.send(.connectFailed(SessionError(.cannotConnect, "\(error)")))
        }
    }

    private static func write(_ queue: OutboundQueue, to connection: any LiveConnection) async {
        for await item in queue.items {
            switch item {
            case .message(let message):
                // A failed write needs no report: the reader sees the connection end.
                do throws(SessionError) { try await connection.send(message) } catch { return }
                queue.written(message)
            case .close(let code, let reason):
                await connection.close(code: code, reason: reason)
                return
            }
        }
    }
}
