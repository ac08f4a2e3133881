// SPDX-License-Identifier: Apache-2.0

import CNcurses
import Glibc
import TestSupport
import Testing

@testable import TerminalNcurses

@Suite
struct InputReadinessTests {
    private let window: PseudoTerminal

    init() throws {
        window = try PseudoTerminal()
        var modes = termios()
        tcgetattr(window.programEnd, &modes)
        cfmakeraw(&modes)
        tcsetattr(window.programEnd, TCSANOW, &modes)
    }

    private func drain() -> Int {
        var bytes = [UInt8](repeating: 0, count: 100)
        return read(window.programEnd, &bytes, bytes.count)
    }

    @Test
    func eachInputWakesOnceItIsThere() async throws {
        let readiness = try InputReadiness(descriptor: window.programEnd)
        let wakeUps = readiness.makeAsyncIterator()
        for text in ["a", "bc"] {
            window.type(text)
            #expect(await wakeUps.next() != nil)
            #expect(drain() == text.count)
        }
    }

    @Test
    func inputLeftUndrainedWakesTheNextWaitToo() async throws {
        let wakeUps = try InputReadiness(descriptor: window.programEnd).makeAsyncIterator()
        window.type("a")
        #expect(await wakeUps.next() != nil)
        #expect(await wakeUps.next() != nil)
    }

    @Test
    func cancellationEndsAWait() async throws {
        let readiness = try InputReadiness(descriptor: window.programEnd)
        let ended = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await readiness.makeAsyncIterator().next() == nil }
            group.cancelAll()
            return await group.next()
        }
        #expect(ended == true)
        #expect(await readiness.makeAsyncIterator().next() == nil)
    }

    @Test
    func hangUpEndsTheSequence() async throws {
        let wakeUps = try InputReadiness(descriptor: window.programEnd).makeAsyncIterator()
        window.hangUp()
        #expect(await wakeUps.next() == nil)
    }

    @Test
    func threadIsGoneWithTheSequence() async throws {
        // Joined on the way out: returning at all is the proof that it ends.
        for _ in 0..<50 { _ = try InputReadiness(descriptor: window.programEnd) }
    }
}
