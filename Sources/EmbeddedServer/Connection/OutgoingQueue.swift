// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What one session has said and the socket has not taken yet; bounded in bytes.
///
/// Any task may put messages in. One task takes them out.
final class OutgoingQueue: Sendable {
    enum Item: Sendable {
        case message([UInt8])
        /// Nothing follows; the connection is to be closed like this.
        case close(SessionClose)
    }

    /// An item and when it was put in.
    struct Entry: Sendable {
        var item: Item
        var time: Duration
    }

    private struct State {
        var entries: [Entry] = []
        var bytes = 0
        var isFinished = false
    }

    /// Open while replies may add to the queue.
    let room = Gate(isOpen: true)
    /// Opens once, when the queue grew beyond its limit.
    let overflow = Gate()
    private let limits: OutgoingLimits
    private let now: @Sendable () -> Duration
    private let state = Mutex(State())
    private let filled = Gate()

    /// Makes an empty queue; `now` is the time that entries are marked with.
    init(
        limits: OutgoingLimits = OutgoingLimits(),
        now: @escaping @Sendable () -> Duration = { .zero }
    ) {
        self.limits = limits
        self.now = now
    }

    /// Adds a message, unless `finish` was called.
    func put(_ payload: [UInt8]) {
        state.withLock { state in
            guard !state.isFinished else { return }
            // A script may send what is larger than the limit: that says nothing about the reader.
            if state.bytes > limits.maximumBytes { overflow.open() }
            state.entries.append(Entry(item: .message(payload), time: now()))
            state.bytes += payload.count
            filled.open()
            if state.bytes > limits.pauseBytes { room.close() }
        }
    }

    /// Adds the last item; what is put later is dropped.
    func finish(_ close: SessionClose) {
        state.withLock { state in
            guard !state.isFinished else { return }
            state.entries.append(Entry(item: .close(close), time: now()))
            state.isFinished = true
            filled.open()
        }
    }

    /// Takes everything that waits; suspends while there is nothing.
    ///
    /// - Throws: `CancellationError`.
    func take() async throws -> [Entry] {
        while true {
            try await filled.wait()
            let entries = state.withLock { state in
                filled.close()
                room.open()
                defer {
                    state.entries = []
                    state.bytes = 0
                }
                return state.entries
            }
            if !entries.isEmpty { return entries }
        }
    }
}
