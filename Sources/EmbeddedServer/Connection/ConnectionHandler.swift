// SPDX-License-Identifier: Apache-2.0

import Logging
import WebSocketNIO

/// Serves one connection from its upgrade to its close.
struct ConnectionHandler<C: Clock>: Sendable where C.Duration == Duration {
    /// How a connection came to its end.
    private enum Ending: Sendable {
        /// The peer closed or went away.
        case peerGone
        case close(SessionClose)
    }

    let configuration: LiveServerConfiguration
    let responder: any Responder
    let voice: any Synthesizer
    let ears: Ears
    let clock: C
    let resumption: ResumptionStore<C>
    let gatekeeper: Gatekeeper<C>
    let drain: Drain
    let faults: FaultBoard
    let logger: Logger

    /// Runs the session; returns once the connection is closed or the calling task is cancelled.
    func serve(_ head: HTTPRequestHead, _ connection: WebSocketConnection) async {
        guard case .live(let version, let isConstrained) = Router.route(head.path) else { return }
        var logger = logger
        logger[metadataKey: "peer"] = "\(connection.peer)"
        logger.info("session opened", metadata: ["version": "\(version)"])
        drain.sessionOpened()
        defer { drain.sessionEnded() }
        let start = clock.now
        let outgoing = OutgoingQueue(
            limits: configuration.outgoing,
            now: { [clock] in start.duration(to: clock.now) }
        )
        let pace = SendPace()
        let (id, orders) = faults.join()
        defer { faults.leave(id) }
        var rules = configuration.session(
            apiVersion: version,
            userAgent: head.headers["user-agent"]
        )
        rules.admission = gatekeeper.admission(of: head, isConstrained: isConstrained)
        rules.drainTime = configuration.drainTime
        rules.resamplers = ears.resamplers
        rules.recall = { [resumption] in resumption.session(for: $0) }
        let session = ServerSession(
            rules,
            responder: responder,
            voice: voice,
            ears: ears,
            clock: clock,
            handles: GivenHandles(store: resumption),
            outgoing: outgoing,
            logger: logger
        )
        let ending = await withTaskGroup(of: Ending?.self) { group in
            group.addTask {
                await session.run()
                return nil
            }
            group.addTask {
                for await message in connection.inbound { await session.receive(message) }
                return .peerGone
            }
            group.addTask { await write(outgoing, at: pace, since: start, to: connection) }
            group.addTask { await follow(orders, pace, since: start, session, connection) }
            group.addTask {
                guard (try? await outgoing.overflow.wait()) != nil else { return nil }
                return .close(.slowReader)
            }
            group.addTask { [drain] in
                guard (try? await drain.begun.wait()) != nil else { return nil }
                await session.leave()
                // The session says when it has ended.
                try? await Gate().wait()
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if case .close(let close) = ending {
            await connection.close(CloseCode(rawValue: close.code), reason: close.reason)
        }
        let end = connection.close.map { "\($0)" } ?? "server going away"
        logger.info("session ended", metadata: ["close": "\(end)"])
    }

    /// Makes the mistakes that are ordered, one by one.
    private func follow(
        _ orders: AsyncStream<FaultOrder>,
        _ pace: SendPace,
        since start: C.Instant,
        _ session: ServerSession<C>,
        _ connection: WebSocketConnection
    ) async -> Ending? {
        for await order in orders {
            switch order {
            case .drop:
                await connection.drop()
                return .peerGone
            case .stall(let time): pace.stall(until: start.duration(to: clock.now) + time)
            case .delay(let time): pace.delay(by: time)
            case .goAway, .close, .loseHandles, .garbage: await session.make(order)
            }
        }
        return nil
    }

    private func write(
        _ outgoing: OutgoingQueue,
        at pace: SendPace,
        since start: C.Instant,
        to connection: WebSocketConnection
    ) async -> Ending? {
        while let entries = try? await outgoing.take() {
            for entry in entries {
                // A stall may be prolonged while it lasts.
                while case let due = pace.due(entry.time), due > start.duration(to: clock.now) {
                    let deadline = start.advanced(by: due)
                    guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else {
                        return nil
                    }
                }
                switch entry.item {
                case .close(let close): return .close(close)
                case .message(let payload):
                    do {
                        try await connection.send(.binary(payload))
                    } catch {
                        return .peerGone
                    }
                }
            }
        }
        return nil
    }
}
