// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The thread that reads a pseudo-terminal, keeps its screen, and wakes those who wait for it.
final class PseudoTerminalPump: Sendable {
    struct State: Sendable {
        var screen: PseudoTerminalScreen
        var output: [UInt8] = []
        var exit: PseudoTerminal.Exit?
        fileprivate var waits: [Wait] = []
        fileprivate var isHungUp = false
        fileprivate var isStopping = false
        fileprivate var isOver = false
    }

    fileprivate struct Wait: Sendable {
        let condition: String
        let deadline: ContinuousClock.Instant
        let holds: @Sendable (State) -> Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let descriptor: Int32
    private let doorbell: (read: Int32, write: Int32)
    private let state: Mutex<State>
    private let thread = Mutex<pthread_t?>(nil)

    init(descriptor: Int32, screen: PseudoTerminalScreen) throws {
        self.descriptor = descriptor
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw PseudoTerminalError.system("pipe", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        doorbell = (ends[0], ends[1])
        state = Mutex(State(screen: screen))
        let thread = try PseudoTerminalThread.start { [self] in run() }
        self.thread.withLock { $0 = thread }
    }

    deinit {
        close(doorbell.read)
        close(doorbell.write)
    }

    var screen: PseudoTerminalScreen { state.withLock { $0.screen } }
    var output: [UInt8] { state.withLock { $0.output } }
    var exit: PseudoTerminal.Exit? { state.withLock { $0.exit } }

    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return }
        }
    }

    func resize(columns: Int, rows: Int, to size: winsize) {
        var size = size
        state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    }

    /// Waits in a thread for the end of a child, so that its status is known once.
    func watch(_ child: pid_t, onExit: @escaping @Sendable () -> Void) throws {
        let waiting = try PseudoTerminalThread.start { [self] in
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            onExit()
            let signal = status & 0x7F
            let exit: PseudoTerminal.Exit =
                signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal)
            settle { $0.exit = exit }
        }
        pthread_detach(waiting)
    }

    func wait(
        for condition: String,
        timeout: Duration,
        until holds: @escaping @Sendable (State) -> Bool
    ) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let wait = Wait(
                condition: condition,
                deadline: .now + timeout,
                holds: holds,
                continuation: continuation
            )
            settle { $0.waits.append(wait) }
        }
    }

    /// Closes our end of the terminal; an exit is still told.
    func hangUp() {
        settle { $0.isHungUp = true }
    }

    /// Ends the thread and hangs up; every wait fails.
    func stopAndJoin() {
        settle { $0.isStopping = true }
        let ending = thread.withLock { $0.take() }
        if let ending { pthread_join(ending, nil) }
    }

    /// Changes the state and has the thread look at the waits.
    private func settle(_ change: (inout State) -> Void) {
        state.withLock { change(&$0) }
        var byte: UInt8 = 0
        _ = Glibc.write(doorbell.write, &byte, 1)
    }

    private func run() {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        var isQuiet = true
        var descriptor = descriptor
        while !state.withLock({ $0.isStopping }) {
            if descriptor >= 0, state.withLock({ $0.isHungUp }) {
                close(descriptor)
                descriptor = -1  // poll() skips it.
            }
            var polled = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: doorbell.read, events: Int16(POLLIN), revents: 0),
            ]
            poll(&polled, 2, isQuiet ? millisecondsToDeadline() : 0)
            if polled[1].revents != 0 { _ = read(doorbell.read, &chunk, chunk.count) }
            if polled[0].revents != 0 {
                let count = read(descriptor, &chunk, chunk.count)
                if count > 0 { take(chunk[..<count]) }
            }
            // An exit is told only after the output before it was read.
            isQuiet = polled[0].revents == 0
            resumeWaits(isQuiet: isQuiet)
        }
        if descriptor >= 0 { close(descriptor) }
        state.withLock { $0.isOver = true }
        resumeWaits(isQuiet: true)
    }

    private func take(_ bytes: ArraySlice<UInt8>) {
        state.withLock { state in
            state.output += bytes
            state.screen.feed(bytes)
        }
    }

    private func millisecondsToDeadline() -> Int32 {
        let deadlines = state.withLock { $0.waits.map(\.deadline) }
        guard let first = deadlines.min() else { return -1 }
        return Int32(
            clamping: max(0, Int(ContinuousClock.now.duration(to: first) / .milliseconds(1)) + 1)
        )
    }

    private func resumeWaits(isQuiet: Bool) {
        let now = ContinuousClock.now
        let (met, failed, rows) = state.withLock { state in
            var visible = state
            if !isQuiet { visible.exit = nil }
            let met = state.waits.filter { $0.holds(visible) }
            state.waits.removeAll { $0.holds(visible) }
            let isOver = state.isOver
            let failed = state.waits.filter { isOver || $0.deadline <= now }
            state.waits.removeAll { isOver || $0.deadline <= now }
            return (met, failed, state.screen.rows)
        }
        for wait in met { wait.continuation.resume() }
        for wait in failed {
            let error = PseudoTerminalError.timeout(waitingFor: wait.condition, screen: rows)
            wait.continuation.resume(throwing: error)
        }
    }
}

/// Starts a thread with a closure.
enum PseudoTerminalThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }

    static func start(_ run: @escaping @Sendable () -> Void) throws -> pthread_t {
        let body = Unmanaged.passRetained(Body(run: run))
        var thread = pthread_t()
        let error = pthread_create(
            &thread,
            nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            },
            body.toOpaque()
        )
        guard error == 0 else {
            body.release()
            throw PseudoTerminalError.system("pthread_create", error)
        }
        return thread
    }
}
