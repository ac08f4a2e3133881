// SPDX-License-Identifier: Apache-2.0

/// Wake-ups for whoever drains the keyboard: one each time input waits on a descriptor.
///
/// A thread of its own sleeps in `poll`; no data passes through it. It looks at the descriptor only
/// while `next()` waits, so input that nobody drains costs nothing. The sequence ends when the
/// terminal hangs up and when the task waiting in `next()` is cancelled; the thread has ended when
/// the sequence and its iterators are gone. One consumer at a time.
package final class InputReadiness: AsyncSequence, Sendable {
    package typealias Element = Void
    package typealias Failure = Never

    private let thread: ReadinessThread

    /// Starts the thread, idle; the descriptor is a terminal's and outlives the sequence.
    package init(descriptor: Int32 = 0) throws(TerminalError) {
        thread = try ReadinessThread(descriptor: descriptor)
    }

    deinit {
        thread.stopAndJoin()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(source: self)
    }

    /// The wake-ups, one `next()` after the other.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let source: InputReadiness

        package func next() async -> Void? {
            await source.thread.nextWakeUp()
        }

        package func next(isolation actor: isolated (any Actor)?) async -> Void? {
            await source.thread.nextWakeUp()
        }
    }
}
