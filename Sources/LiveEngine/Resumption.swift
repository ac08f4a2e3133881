// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// How the next connection takes the conversation up, and what is known for it.
///
/// Wire rules: Live API session management, "keep the last handle that was resumable". A handle
/// stands for the conversation as it was when the server gave it.
struct Resumption: Sendable, Equatable {
    /// What a connection begins with, best first.
    enum Approach: Sendable, Equatable {
        /// The server goes on where the handle was given.
        case resume(String)
        /// A new session that is told the text of the conversation as initial history.
        case restate
        /// A new session that knows nothing.
        case startOver
    }

    /// Failed setups with one handle after which it is taken for the cause.
    private static let patience = 2

    /// A longer handle, in bytes, is not kept: it would be sent and shown again and again.
    private static let longestHandle = 64 << 10

    private var handle: String?
    private var failures = 0
    private var mayRestate = true
    /// Whether the handle stands for everything that has been said and answered.
    private(set) var isCurrent = true

    init(handle: String?) {
        self.handle = handle
    }

    /// The best there is; `mayResume` says whether the server takes the handle at all.
    func approach(hasHistory: Bool, mayResume: Bool = true) -> Approach {
        if mayResume, let handle { return .resume(handle) }
        return hasHistory && mayRestate ? .restate : .startOver
    }

    mutating func received(_ update: SessionResumptionUpdate) {
        isCurrent = update.resumable
        guard update.resumable, let new = update.newHandle, !new.isEmpty else { return }
        guard new.utf8.count <= Self.longestHandle else {
            isCurrent = false
            return
        }
        handle = new
        failures = 0
    }

    /// The conversation has gone on since the handle was given.
    mutating func conversationMoved() {
        if handle != nil { isCurrent = false }
    }

    /// A connection was accepted with an approach.
    mutating func accepted(_ approach: Approach) {
        failures = 0
        isCurrent = true
        // A new session has nothing to do with the handle of the one before.
        if case .resume = approach { return }
        handle = nil
    }

    /// The server refused the approach itself: the next best is left.
    mutating func refused(_ approach: Approach) {
        failures = 0
        isCurrent = true
        switch approach {
        case .resume: handle = nil
        case .restate: mayRestate = false
        case .startOver: break
        }
    }

    /// The server failed before it accepted the approach, which may or may not be why.
    mutating func failed(_ approach: Approach) {
        failures += 1
        if failures >= Self.patience { refused(approach) }
    }
}
