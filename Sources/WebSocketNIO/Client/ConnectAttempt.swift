// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The one outcome of connecting and upgrading, whoever reports first: the upgraded channel, an
/// error from any layer, the time limit or cancellation.
///
/// Owns every channel the attempt opens (there may be one per address) until it succeeds.
final class ConnectAttempt: Sendable {
    typealias Messages = WebSocketPipeline.Messages

    private enum State {
        /// Nobody has reported; these channels exist.
        case pending([any Channel])
        case over
    }

    private let promise: EventLoopPromise<Messages>
    private let state = Mutex(State.pending([]))

    init(on eventLoop: any EventLoop) {
        promise = eventLoop.makePromise(of: Messages.self)
    }

    /// The outcome, exactly once.
    func outcome() async throws -> Messages { try await promise.futureResult.get() }

    /// Makes the attempt responsible for closing the channel if it fails.
    func adopt(_ channel: any Channel) {
        let isTooLate = state.withLock { state in
            guard case .pending(let channels) = state else { return true }
            state = .pending(channels + [channel])
            return false
        }
        if isTooLate { channel.close(promise: nil) }
    }

    /// Ends the attempt, unless it has ended before.
    func fail(_ error: WebSocketError) {
        guard let channels = finish() else { return }
        promise.fail(error)
        for channel in channels { channel.close(promise: nil) }
    }

    /// Ends the attempt with an upgraded channel; must run on its event loop.
    func succeed(wrapping channel: any Channel) {
        guard finish() != nil else { return }
        promise.completeWith(Result { try WebSocketPipeline.wrap(channel) })
    }

    private func finish() -> [any Channel]? {
        state.withLock { state in
            guard case .pending(let channels) = state else { return nil }
            state = .over
            return channels
        }
    }
}
