// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Hands events from any number of producers to the one console loop.
///
/// Bounded: a producer that is ahead waits in ``post(_:)`` until the loop has taken what there is.
/// Input has no part in it; ``ConsoleEvent/inputReady`` only wakes the loop, which polls.
package final class ConsoleEventQueue: Sendable {
    /// What ends a wait.
    package enum Patience: Sendable {
        /// Any event.
        case none
        /// Only what a person waits for, or a queue that fills: nothing could be drawn yet.
        case untilInput
    }

    /// One wait of the loop's, so that an alarm set for it does not end another.
    package struct Ticket: Sendable, Equatable {
        fileprivate var number: Int
    }

    private struct Consumer {
        var id: Int
        var ticket: Ticket
        var patience: Patience
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var events: [ConsoleEvent] = []
        var nextID = 0
        var isInputReady = false
        /// Whose time is up.
        var overdue: Ticket?
        var producers: [(id: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var consumer: Consumer?
        var cancelled: Set<Int> = []

        func isReady(_ ticket: Ticket, _ patience: Patience, capacity: Int) -> Bool {
            if isInputReady || overdue == ticket { return true }
            return switch patience {
            case .none: !events.isEmpty
            case .untilInput: events.count > capacity / 2
            }
        }

        /// Lets go of the consumer if there is something for it.
        mutating func takeConsumer(capacity: Int) -> CheckedContinuation<Void, Never>? {
            guard let waiting = consumer,
                isReady(waiting.ticket, waiting.patience, capacity: capacity)
            else { return nil }
            consumer = nil
            return waiting.continuation
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    package init(capacity: Int = 4096) {
        self.capacity = max(capacity, 1)
    }

    /// Appends an event; waits while the queue is full, and gives up waiting when cancelled.
    ///
    /// A cancelled producer's event is kept: what happened at the end of a session is worth showing.
    package func post(_ event: ConsoleEvent) async {
        let isFull = state.withLock { $0.events.count >= capacity }
        if isFull {
            await suspend { state, id, continuation in
                guard state.events.count >= self.capacity else { return false }
                state.producers.append((id, continuation))
                return true
            }
        }
        let consumer = state.withLock { state in
            state.events.append(event)
            if case .inputReady = event { state.isInputReady = true }
            return state.takeConsumer(capacity: capacity)
        }
        consumer?.resume()
    }

    /// Makes the ticket of the next wait.
    package func ticket() -> Ticket {
        state.withLock { state in
            state.nextID += 1
            return Ticket(number: state.nextID)
        }
    }

    /// Ends the wait of a ticket, now or when it begins.
    package func wake(_ ticket: Ticket) {
        let consumer = state.withLock { state in
            state.overdue = ticket
            return state.takeConsumer(capacity: capacity)
        }
        consumer?.resume()
    }

    /// Returns once there are events to take, the ticket is woken, or the task is cancelled.
    package func wait(_ ticket: Ticket? = nil, patience: Patience = .none) async {
        let ticket = ticket ?? self.ticket()
        await suspend { state, id, continuation in
            guard !state.isReady(ticket, patience, capacity: self.capacity) else { return false }
            state.consumer = Consumer(
                id: id,
                ticket: ticket,
                patience: patience,
                continuation: continuation
            )
            return true
        }
    }

    /// Takes all events there are, oldest first, and lets waiting producers go on.
    package func drain() -> [ConsoleEvent] {
        let (events, producers) = state.withLock { state in
            defer {
                state.events.removeAll(keepingCapacity: true)
                state.producers.removeAll()
                state.isInputReady = false
            }
            return (state.events, state.producers)
        }
        for producer in producers { producer.continuation.resume() }
        return events
    }

    /// Suspends unless `enqueue` says there is nothing to wait for; wakes on cancellation.
    private func suspend(
        _ enqueue: @Sendable (inout State, Int, CheckedContinuation<Void, Never>) -> Bool
    ) async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = state.withLock { state in
                    guard state.cancelled.remove(id) == nil else { return false }
                    return enqueue(&state, id, continuation)
                }
                if !isWaiting { continuation.resume() }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                if state.consumer?.id == id {
                    defer { state.consumer = nil }
                    return state.consumer?.continuation
                }
                if let index = state.producers.firstIndex(where: { $0.id == id }) {
                    return state.producers.remove(at: index).continuation
                }
                state.cancelled.insert(id)
                return nil
            }
            continuation?.resume()
        }
        _ = state.withLock { $0.cancelled.remove(id) }
    }
}
