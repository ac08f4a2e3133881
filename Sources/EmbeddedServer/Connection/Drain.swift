// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The end of a server: sessions are told that it has begun, and it is over when the last has ended.
final class Drain: Sendable {
    /// Opens once, when the server is to end.
    let begun = Gate()
    private let isEmpty = Gate(isOpen: true)
    private let sessions = Mutex(0)

    func sessionOpened() {
        sessions.withLock { sessions in
            sessions += 1
            isEmpty.close()
        }
    }

    func sessionEnded() {
        sessions.withLock { sessions in
            sessions -= 1
            if sessions == 0 { isEmpty.open() }
        }
    }

    /// Tells the sessions, and returns when the last of them has ended, or after so long.
    func run<C: Clock>(atMost limit: C.Duration, clock: C) async {
        begun.open()
        await withTaskGroup { race in
            race.addTask { [isEmpty] in try? await isEmpty.wait() }
            race.addTask { try? await clock.sleep(for: limit) }
            await race.next()
            race.cancelAll()
        }
    }
}
