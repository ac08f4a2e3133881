// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A descriptor that a thread polls beside its device's, so that others can wake or end it.
///
/// A pipe: Glibc's module has no `eventfd`, and the synthetic devices need no C target.
package final class Doorbell: Sendable {
    /// Readable once rung.
    package let descriptor: Int32
    private let ringEnd: Int32
    private let stopping = Atomic<Bool>(false)

    /// - Throws: `errno` when the process has no descriptors left.
    package init() throws(SystemFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemFailure(errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        descriptor = ends[0]
        ringEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(ringEnd)
    }

    package var isStopping: Bool { stopping.load(ordering: .acquiring) }

    /// Wakes the thread; callable from anywhere, never blocks.
    package func ring() {
        var byte: UInt8 = 1
        // A full pipe has been rung already.
        _ = write(ringEnd, &byte, 1)
    }

    /// Asks the thread to end, for good.
    package func requestStop() {
        stopping.store(true, ordering: .releasing)
        ring()
    }

    /// Takes back what was rung, so that the next poll waits again.
    package func silence() {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { bytes in
            while read(descriptor, bytes.baseAddress, bytes.count) == bytes.count {}
        }
    }

    /// Waits until it is rung, at most `milliseconds`; returns whether it was.
    package func wait(milliseconds: Int) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, Int32(clamping: milliseconds)) > 0 else { return false }
        silence()
        return true
    }

    /// Waits the whole time however often it is rung, unless it is asked to stop.
    package func sleep(milliseconds: Int) {
        let end = MonotonicTime.now + milliseconds * 1_000_000
        while !isStopping {
            let left = end - MonotonicTime.now
            guard left > 0 else { return }
            _ = wait(milliseconds: (left + 999_999) / 1_000_000)
        }
    }
}

/// A system call's failure.
package struct SystemFailure: Error, Hashable, Sendable {
    package var errno: Int32
}

/// The clock of the audio threads.
package enum MonotonicTime {
    /// In nanoseconds; reads the clock without a system call.
    package static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
