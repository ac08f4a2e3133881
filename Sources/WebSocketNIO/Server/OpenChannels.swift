// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The sockets a listener has accepted and not yet closed: how many of them are served, and a way
/// to close those that never were.
final class OpenChannels: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var served: Set<ObjectIdentifier> = []
        /// Those of them that have not said what they want, the oldest first.
        var undecided: [ObjectIdentifier] = []
        var isShutDown = false
    }

    private let state = Mutex(State())

    /// Follows a channel until it closes.
    func insert(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isTooLate = state.withLock { state in
            if !state.isShutDown { state.channels[id] = channel }
            return state.isShutDown
        }
        if isTooLate { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { state in
                state.channels[id] = nil
                state.served.remove(id)
                state.undecided.removeAll { $0 == id }
            }
        }
    }

    /// Takes one of `limit` places for a channel, until it closes; false when all are taken.
    ///
    /// Whoever has been connected longest without saying what they want makes room: honest clients
    /// say it at once, so nobody is kept out by those who never do.
    func takePlace(for channel: any Channel, limit: Int) -> Bool {
        let id = ObjectIdentifier(channel)
        let (hasPlace, leaving) = state.withLock { state -> (Bool, (any Channel)?) in
            var leaving: (any Channel)?
            if state.served.count >= limit {
                guard !state.undecided.isEmpty else { return (false, nil) }
                let oldest = state.undecided.removeFirst()
                state.served.remove(oldest)
                leaving = state.channels[oldest]
            }
            // A channel that has closed already keeps no place.
            if state.channels[id] != nil {
                state.served.insert(id)
                state.undecided.append(id)
            }
            return (true, leaving)
        }
        leaving?.close(promise: nil)
        return hasPlace
    }

    /// The channel has become a WebSocket and keeps its place.
    func upgraded(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        state.withLock { state in state.undecided.removeAll { $0 == id } }
    }

    /// Closes what is open, and from now on whatever is inserted.
    func shutDown() {
        let channels = state.withLock { state in
            state.isShutDown = true
            return Array(state.channels.values)
        }
        for channel in channels { channel.close(promise: nil) }
    }
}
