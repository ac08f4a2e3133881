// SPDX-License-Identifier: Apache-2.0

import CNcurses
import Glibc
import Synchronization

/// The thread behind `InputReadiness`, and the one place where it and a consumer meet.
final class ReadinessThread: Sendable {
    private let waiter: Waiter
    private let thread: Mutex<pthread_t?>

    init(descriptor: Int32) throws(TerminalError) {
        let doorbell = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard doorbell >= 0 else { throw .system(operation: "eventfd", errno: errno) }
        waiter = Waiter(descriptor: descriptor, doorbell: doorbell)
        thread = Mutex(try Self.start(waiter))
    }

    /// Waits until input is there; `nil` once it never will be again.
    func nextWakeUp() async -> Void? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter.arm($0) }
        } onCancel: {
            waiter.stop()
        }
    }

    /// Ends the thread and returns when it has ended; at most the time of one system call.
    func stopAndJoin() {
        waiter.stop()
        let ending = thread.withLock { $0.take() }
        if let ending { pthread_join(ending, nil) }
    }

    private static func start(_ waiter: Waiter) throws(TerminalError) -> pthread_t {
        // Inherited: signals belong to the threads that wait for them.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let retained = Unmanaged.passRetained(waiter)
        var thread = pthread_t()
        let error = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Waiter>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            retained.toOpaque()
        )
        guard error == 0 else {
            retained.release()
            throw .system(operation: "pthread_create", errno: error)
        }
        return thread
    }
}

/// What the consumer and the thread share.
private final class Waiter: Sendable {
    private enum Phase {
        /// Nobody waits; only the doorbell is polled.
        case idle
        case armed(CheckedContinuation<Void?, Never>)
        case ended
    }

    private struct State {
        var phase = Phase.idle
        var isStopping = false
    }

    private let descriptor: Int32
    private let doorbell: Int32
    private let state = Mutex(State())

    init(descriptor: Int32, doorbell: Int32) {
        self.descriptor = descriptor
        self.doorbell = doorbell
    }

    deinit {
        close(doorbell)
    }

    func arm(_ continuation: CheckedContinuation<Void?, Never>) {
        let isOver = state.withLock { state in
            switch state.phase {
            case .idle where !state.isStopping:
                state.phase = .armed(continuation)
                return false
            case .idle, .ended:
                return true
            case .armed:
                preconditionFailure("InputReadiness has one consumer at a time")
            }
        }
        if isOver { continuation.resume(returning: nil) } else { ring() }
    }

    func stop() {
        state.withLock { $0.isStopping = true }
        ring()
    }

    func run() {
        cncurses_name_thread("terminal-input")
        while true {
            let (isArmed, isStopping) = state.withLock { state in
                if case .armed = state.phase {
                    (true, state.isStopping)
                } else {
                    (false, state.isStopping)
                }
            }
            if isStopping { return end() }
            // poll() skips a negative descriptor.
            var polled = [
                pollfd(fd: doorbell, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isArmed ? descriptor : -1, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&polled, 2, -1) >= 0 || errno == EINTR else { return end() }
            if polled[0].revents != 0 { silence() }
            switch Int32(polled[1].revents) {
            case 0: continue
            case let events where events & (POLLHUP | POLLERR | POLLNVAL) != 0 && !hasBytes:
                return end()
            default: wake()
            }
        }
    }

    /// After a hang-up, what was typed before it may still wait to be read.
    private var hasBytes: Bool {
        var count: Int32 = 0
        return ioctl(descriptor, UInt(FIONREAD), &count) == 0 && count > 0
    }

    private func wake() {
        let waiting = state.withLock { state -> CheckedContinuation<Void?, Never>? in
            guard case .armed(let continuation) = state.phase else { return nil }
            state.phase = .idle
            return continuation
        }
        waiting?.resume(returning: ())
    }

    private func end() {
        let waiting = state.withLock { state -> CheckedContinuation<Void?, Never>? in
            defer { state.phase = .ended }
            guard case .armed(let continuation) = state.phase else { return nil }
            return continuation
        }
        waiting?.resume(returning: nil)
    }

    private func ring() {
        eventfd_write(doorbell, 1)
    }

    private func silence() {
        var count: eventfd_t = 0
        eventfd_read(doorbell, &count)
    }
}
