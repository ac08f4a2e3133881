// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How one connection ended; written once by its event loop, read from anywhere.
final class EndRecord: Sendable {
    struct End: Sendable {
        var close: WebSocketClose
        /// Nil when the connection was closed in an orderly way.
        var failure: WebSocketError?
    }

    private let end = Mutex<End?>(nil)

    /// Nil while the connection is open.
    var current: End? { end.withLock { $0 } }

    /// Keeps the first end reported: what follows is only its consequence.
    func record(_ close: WebSocketClose, failure: WebSocketError? = nil) {
        end.withLock { end in
            if end == nil { end = End(close: close, failure: failure) }
        }
    }
}
