// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The sockets a listener has accepted and not yet closed: their number, and a way to close those
/// that were accepted but never served.
final class OpenChannels: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isShutDown = false
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.channels.count } }

    /// Follows a channel until it closes.
    func insert(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isTooLate = state.withLock { state in
            if !state.isShutDown { state.channels[id] = channel }
            return state.isShutDown
        }
        if isTooLate { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { state in _ = state.channels.removeValue(forKey: id) }
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
