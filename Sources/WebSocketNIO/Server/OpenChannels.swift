// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The sockets a listener has accepted and not yet closed: how many of them are served, and a way
/// to close those that never were.
final class OpenChannels: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var served: Set<ObjectIdentifier> = []
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
            }
        }
    }

    /// Takes one of `limit` places for a channel, until it closes; false when all are taken.
    func takePlace(for channel: any Channel, limit: Int) -> Bool {
        let id = ObjectIdentifier(channel)
        return state.withLock { state in
            guard state.served.count < limit else { return false }
            // A channel that has closed already keeps no place.
            if state.channels[id] != nil { state.served.insert(id) }
            return true
        }
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
