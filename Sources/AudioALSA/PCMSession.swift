// SPDX-License-Identifier: Apache-2.0

import AudioCore
import CALSA
import Glibc
import Synchronization

/// Waiting for an open device, and getting it going again.
struct PCMSession: ~Copyable {
    private static let stallMilliseconds: Int32 = 500

    private let counters: StreamCounters
    private let doorbell: Doorbell
    /// The doorbell's, then the device's own.
    private let polled: UnsafeMutableBufferPointer<pollfd>
    private let pauseMilliseconds: Int
    private var limit: RealTimeLimit
    private var idleTurns = 0

    init(_ pcm: borrowing PCMHandle, _ counters: StreamCounters, _ doorbell: Doorbell) {
        self.counters = counters
        self.doorbell = doorbell
        let own = max(0, Int(snd_pcm_poll_descriptors_count(pcm.pcm)))
        polled = .allocate(capacity: own + 1)
        polled.initialize(repeating: pollfd(fd: -1, events: 0, revents: 0))
        polled[0] = pollfd(fd: doorbell.descriptor, events: Int16(POLLIN), revents: 0)
        if own > 0, let base = polled.baseAddress {
            snd_pcm_poll_descriptors(pcm.pcm, base + 1, UInt32(own))
        }
        let format = pcm.given.format
        pauseMilliseconds = max(1, pcm.given.periodFrames * 250 / format.sampleRate)
        limit = RealTimeLimit(
            sampleRate: format.sampleRate,
            headStart: pcm.given.bufferFrames + format.frames(in: .milliseconds(100)),
            now: MonotonicTime.now
        )
    }

    deinit {
        polled.deallocate()
    }

    /// Waits for the device or the doorbell, moves samples, and recovers if need be.
    mutating func turn<End: StreamEnd & ~Copyable>(
        _ pcm: borrowing PCMHandle,
        _ end: inout End
    ) throws(DeviceError) {
        let events = wait(pcm)
        if doorbell.isStopping { return }
        switch end.move(pcm) {
        case .frames(0) where events.isTimeout: noteStall()
        case .frames(0) where events.hasError:
            try recover(from: Self.fault(in: pcm.state), pcm, &end)
        case .frames(let count): noteProgress(count, takenBack: end.takenBack)
        case .fault(let fault): try recover(from: fault, pcm, &end)
        }
    }

    /// - Throws: The device's error when only opening it again can help.
    mutating func recover<End: StreamEnd & ~Copyable>(
        from fault: PCMFault,
        _ pcm: borrowing PCMHandle,
        _ end: inout End
    ) throws(DeviceError) {
        switch fault {
        case .xrun: break
        case .suspended: if try wake(pcm) { return }
        case .lost(let errno): throw pcm.error(.transfer, errno)
        }
        let status = snd_pcm_prepare(pcm.pcm)
        guard status >= 0 else { throw pcm.error(.recover, -status) }
        // Only now is it known to have been one: sound servers report a lost device alike.
        if fault == .xrun { counters.xruns.add(1, ordering: .relaxed) }
        if let next = end.resume(pcm) {
            // Twice in a row without a sample between: the device only pretends to work.
            guard next == .xrun, idleTurns < 8 else { throw pcm.error(.recover, EIO) }
            idleTurns += 1
            doorbell.sleep(milliseconds: pauseMilliseconds)
        }
    }

    private struct Events {
        var isTimeout: Bool
        var hasError: Bool
    }

    private mutating func wait(_ pcm: borrowing PCMHandle) -> Events {
        let count = poll(polled.baseAddress, nfds_t(polled.count), Self.stallMilliseconds)
        if polled[0].revents != 0 { doorbell.silence() }
        var events: UInt16 = 0
        if polled.count > 1, let base = polled.baseAddress {
            snd_pcm_poll_descriptors_revents(
                pcm.pcm,
                base + 1,
                UInt32(polled.count - 1),
                &events
            )
        }
        let errors = UInt16(POLLERR | POLLHUP | POLLNVAL)
        return Events(isTimeout: count == 0, hasError: events & errors != 0)
    }

    private mutating func noteProgress(_ count: Int, takenBack: Int) {
        guard count > 0 else {
            // A descriptor that is ready when the device is not would have the thread spin.
            idleTurns += 1
            if idleTurns > 4 { _ = doorbell.wait(milliseconds: pauseMilliseconds) }
            return
        }
        idleTurns = 0
        if counters.state != .running { counters.publish(.running) }
        let pause = limit.noteTransfer(
            of: count,
            takenBack: takenBack,
            now: MonotonicTime.now
        )
        if pause > 0 { doorbell.sleep(milliseconds: pause) }
    }

    private func noteStall() {
        guard counters.state != .stalled else { return }
        counters.stalls.add(1, ordering: .relaxed)
        counters.publish(.stalled)
    }

    /// Wakes a suspended device; false when it has to be prepared anew.
    private func wake(_ pcm: borrowing PCMHandle) throws(DeviceError) -> Bool {
        counters.suspensions.add(1, ordering: .relaxed)
        counters.publish(.suspended)
        while !doorbell.isStopping {
            let status = snd_pcm_resume(pcm.pcm)
            guard status == -EAGAIN else {
                counters.publish(.running)
                return status >= 0
            }
            doorbell.sleep(milliseconds: 50)
        }
        return true
    }

    private static func fault(in state: snd_pcm_state_t) -> PCMFault {
        switch state {
        case SND_PCM_STATE_DISCONNECTED: .lost(errno: ENODEV)
        case SND_PCM_STATE_SUSPENDED: .suspended
        default: .xrun
        }
    }
}
