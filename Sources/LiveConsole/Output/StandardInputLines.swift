// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// The lines of standard input, read on demand off the cooperative pool.
///
/// One consumer. Cancelling the consumer ends the sequence at once, although the read behind it goes
/// on until the process ends: a blocking read cannot be taken back.
struct StandardInputLines: AsyncSequence, Sendable {
    typealias Element = String
    typealias Failure = Never

    func makeAsyncIterator() -> Iterator { Iterator() }

    struct Iterator: AsyncIteratorProtocol {
        private let queue = DispatchQueue(label: "live-console.stdin")

        func next() async -> String? {
            let pending = PendingLine()
            return await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    pending.wait(continuation)
                    queue.async { pending.fulfil(readLine(strippingNewline: true)) }
                }
            } onCancel: {
                pending.fulfil(nil)
            }
        }
    }
}

/// One awaited line: whoever comes first, the read or the cancellation, answers.
private final class PendingLine: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<String?, Never>)
        case answered
    }

    private let state = Mutex(State.new)

    func wait(_ continuation: CheckedContinuation<String?, Never>) {
        let isAnswered = state.withLock { state in
            if case .answered = state { return true }
            state = .waiting(continuation)
            return false
        }
        if isAnswered { continuation.resume(returning: nil) }
    }

    func fulfil(_ line: String?) {
        let continuation = state.withLock { state -> CheckedContinuation<String?, Never>? in
            defer { state = .answered }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(returning: line)
    }
}
