// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// What runs on a `StreamThread`; moved there once.
package protocol ThreadWork: ~Copyable, Sendable {
    /// Returns soon after the doorbell says it is stopping.
    consuming func run(_ doorbell: Doorbell)
}

/// One named thread that is ended through its doorbell.
package final class StreamThread: Sendable {
    package let doorbell: Doorbell
    private let finished: Doorbell
    private let thread: Mutex<pthread_t?>

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: At most 15 bytes; the rest is cut.
    ///   - work: Moved to the thread.
    /// - Throws: The system's refusal of a thread or of descriptors.
    package init(
        name: String,
        running work: consuming some ThreadWork & ~Copyable
    ) throws(SystemFailure) {
        let doorbell = try Doorbell()
        let finished = try Doorbell()
        let payload = Payload(work)
        let entry = Entry {
            Self.nameThread(name)
            payload.take()?.run(doorbell)
            finished.ring()
        }
        thread = Mutex(try Self.start(entry))
        self.doorbell = doorbell
        self.finished = finished
    }

    deinit {
        stop()
    }

    /// Ends the thread and waits for it, a second at most.
    ///
    /// A thread that is stuck in a call to a frozen sound server is left behind; it touches only
    /// what it owns, and ends when the call returns.
    package func stop() {
        guard let ending = thread.withLock({ $0.take() }) else { return }
        doorbell.requestStop()
        if finished.wait(milliseconds: 1000) {
            pthread_join(ending, nil)
        } else {
            pthread_detach(ending)
        }
    }

    private static func start(_ entry: Entry) throws(SystemFailure) -> pthread_t {
        // Inherited: signals belong to the threads that wait for them.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let retained = Unmanaged.passRetained(entry)
        var thread = pthread_t()
        let error = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Entry>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            },
            retained.toOpaque()
        )
        guard error == 0 else {
            retained.release()
            throw SystemFailure(errno: error)
        }
        return thread
    }

    /// `pthread_setname_np` is not in Glibc's module.
    private static func nameThread(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        var name = name
        name.withUTF8 { _ = write(file, $0.baseAddress, min($0.count, 15)) }
        close(file)
    }
}

/// Carries the work to the thread, which takes it out once.
private final class Payload<Work: ThreadWork & ~Copyable>: Sendable {
    private let work: Mutex<Work?>

    init(_ work: consuming Work) {
        self.work = Mutex(work)
    }

    func take() -> Work? {
        work.withLock { $0.take() }
    }
}

/// Without type parameters, which a C function pointer could not name.
private final class Entry: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
