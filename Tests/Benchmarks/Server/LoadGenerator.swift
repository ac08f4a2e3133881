// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Many users on one thread: each sends its sound every 20 ms, spread evenly over that time.
final class LoadGenerator {
    private static let connectInterval = 10_000_000

    private let port: UInt16
    private let count: Int
    private let sound = UserSound()
    private var sessions: [LoadSession?] = []
    /// One for each session; those that have ended have no descriptor.
    private var polled: [pollfd] = []
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 8)
    private var start = MonotonicClock.nanoseconds
    private var nextConnect = 0
    /// Sends so far, of all sessions that there will be.
    private var tick = 0
    private(set) var figures = LoadFigures()

    init(port: UInt16, count: Int) {
        self.port = port
        self.count = count
    }

    deinit {
        for session in sessions { session?.end() }
        buffer.deallocate()
    }

    /// Whether every session has had a turn.
    var haveAllTalked: Bool {
        sessions.count == count && sessions.allSatisfy { $0?.hasTalked ?? true }
    }

    func resetFigures() { figures.reset() }

    /// Lets the users talk for so long.
    func run(seconds: Double) {
        let end = MonotonicClock.nanoseconds + Int(seconds * 1e9)
        while true {
            let now = MonotonicClock.nanoseconds
            guard now < end else { return }
            if sessions.count < count, now >= nextConnect {
                open()
                nextConnect = now + Self.connectInterval
            }
            sendWhatIsDue(now)
            guard poll(&polled, nfds_t(polled.count), 1) > 0 else { continue }
            for index in polled.indices where polled[index].revents != 0 { receive(index) }
        }
    }

    private func open() {
        let session = LoadSession(port: port, id: sessions.count)
        if session == nil {
            figures.lostSessions.append("\(sessions.count): not connected")
        }
        sessions.append(session)
        polled.append(pollfd(fd: session?.descriptor ?? -1, events: Int16(POLLIN), revents: 0))
    }

    private func sendWhatIsDue(_ now: Int) {
        while true {
            let due = start + tick * UserSound.chunkNanoseconds / count
            guard due <= now else { return }
            let index = tick % count
            tick += 1
            guard index < sessions.count, let session = sessions[index] else { continue }
            session.sendChunk(sound, at: now, &figures)
            figures.sends.append(now - due)
        }
    }

    private func receive(_ index: Int) {
        guard let session = sessions[index] else { return }
        guard !session.receive(buffer, &figures) else { return }
        session.end()
        sessions[index] = nil
        polled[index].fd = -1
    }
}
