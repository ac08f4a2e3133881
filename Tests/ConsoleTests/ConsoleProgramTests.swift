// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import TestSupport
import Testing

@MainActor
@Suite struct ConsoleProgramTests {
    @MainActor private final class Harness {
        let terminal = MemoryTerminal(size: Size(width: 80, height: 24))
        let queue = ConsoleEventQueue()
        let clock = ManualClock()
        private(set) var effects: [ConsoleEffect] = []
        private(set) lazy var program = ConsoleProgram(
            state: ConsoleState(
                configuration: ConsoleConfiguration(profile: .embedded),
                size: terminal.size
            ),
            terminal: terminal,
            queue: queue,
            clock: clock
        ) { [unowned self] effect in effects.append(effect) }

        /// Runs the program beside `body` and ends it afterwards.
        func run(_ body: @MainActor (Harness) async -> Void) async {
            let program = program
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await program.run() }
                await until { self.terminal.frameCount > 0 }
                await body(self)
                group.cancelAll()
            }
        }

        func until(_ condition: @MainActor () -> Bool) async {
            while !condition() { await Task.yield() }
        }

        func press(_ chords: String) async {
            terminal.press(chords)
            await queue.post(.inputReady)
        }

        func play(_ kind: SessionEvent.Kind) async {
            await queue.post(.session(SessionEvent(offset: .zero, kind: kind)))
        }
    }

    @Test func inputIsAnsweredAtOnce() async {
        await Harness().run { harness in
            for (index, key) in ["h", "i"].enumerated() {
                await harness.press(key)
                await harness.until { harness.terminal.frameCount == index + 2 }
            }
            #expect(harness.terminal.rows[22] == " > hi")
            #expect(harness.clock.now.offset == .zero)
        }
    }

    @Test func sessionEventsAreGatheredIntoOneFrame() async {
        await Harness().run { harness in
            for _ in 1...100 { await harness.play(.model("word ")) }
            await harness.clock.waitForSleepers()
            #expect(harness.terminal.frameCount == 1)
            harness.clock.advance(by: .milliseconds(34))
            await harness.until { harness.terminal.frameCount == 2 }
            #expect(harness.terminal.rows.joined().contains("word word"))
        }
    }

    @Test func nothingIsDrawnWithoutAChange() async {
        await Harness().run { harness in
            for _ in 1...50 {
                await harness.queue.post(.inputReady)
                await Task.yield()
            }
            harness.clock.advance(by: .seconds(60))
            for _ in 1...50 { await Task.yield() }
            #expect(harness.terminal.frameCount == 1)
        }
    }

    @Test func runningClockDrawsOnceASecond() async {
        await Harness().run { harness in
            await harness.play(.phase(.ready))
            await harness.clock.waitForSleepers()
            harness.clock.advance(by: .milliseconds(34))
            await harness.until { harness.terminal.frameCount == 2 }
            for second in 1...3 {
                await harness.clock.waitForSleepers()
                harness.clock.advance(by: .seconds(1))
                await harness.until { harness.terminal.frameCount == second + 2 }
            }
            #expect(harness.terminal.rows[0].contains("00:03/15:00"))
        }
    }

    @Test func quitEndsTheRun() async {
        let harness = Harness()
        await withTaskGroup(of: Void.self) { group in
            let program = harness.program
            group.addTask { await program.run() }
            await harness.press("Esc Q a b c")
            await group.waitForAll()
        }
        #expect(harness.effects == [.quit])
    }

    @Test func cancellationEndsTheRun() async {
        await Harness().run { _ in }
    }

    @Test func redrawPaintsEverything() async {
        await Harness().run { harness in
            await harness.press("Ctrl-L")
            await harness.until { harness.terminal.frameCount == 2 }
            #expect(Set(harness.terminal.lastRuns.map(\.y)).count == 24)
            #expect(harness.effects == [.redraw])
        }
    }

    @Test func resizeIsDrawnAtTheNewSize() async {
        await Harness().run { harness in
            harness.terminal.resize(to: Size(width: 120, height: 40))
            await harness.queue.post(.inputReady)
            await harness.until { harness.terminal.frameCount == 2 }
            #expect(harness.terminal.rows.count == 40)
            #expect(harness.terminal.rows[1].contains("5 Budget"))
        }
    }

    @Test func loadedThemeIsUsed() async {
        await Harness().run { harness in
            var palette = Theme.Palette()
            palette.styles[.background] = Style(background: .rgb(1, 2, 3))
            await harness.queue.post(.themeLoaded(Theme(name: "t", palette: palette)))
            await harness.clock.waitForSleepers()
            harness.clock.advance(by: .milliseconds(34))
            await harness.until { harness.terminal.frameCount == 2 }
            #expect(harness.terminal.screen[40, 10].style.background == .rgb(1, 2, 3))
        }
    }

    @Test func fullQueueHoldsProducersBackAndLosesNothing() async {
        let queue = ConsoleEventQueue(capacity: 4)
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...20 { group.addTask { await queue.post(.inputReady) } }
            var taken = 0
            while taken < 20 {
                await queue.wait()
                taken += queue.drain().count
            }
            #expect(taken == 20)
        }
    }

    @Test func eventsWakeNobodyBeforeTheyCanBeDrawn() async {
        let harness = Harness()
        await harness.run { harness in
            await harness.clock.waitForSleepers()
            let drawn = harness.program.state.revision
            for _ in 1...10 { await harness.play(.phase(.settingUp)) }
            await harness.play(.phase(.ready))
            for _ in 1...100 { await Task.yield() }
            #expect(harness.program.state.revision == drawn)
            harness.clock.advance(by: .milliseconds(40))
            await harness.until { harness.terminal.rows[0].contains("LIVE") }
        }
    }

    @Test func inputIsAnsweredBetweenTheEventsOfAFlood() async {
        let harness = Harness()
        await harness.run { harness in
            await harness.clock.waitForSleepers()
            for _ in 1...1_000 {
                await harness.play(.modelText("flood ", turn: 1, isThought: false))
            }
            await harness.play(.phase(.ready))
            await harness.press("F1")
            await harness.until { harness.terminal.frameCount > 1 }
            #expect(harness.terminal.rows.contains { $0.contains("type to") })
            #expect(!harness.terminal.rows[0].contains("LIVE"), "the flood goes on behind it")
            await harness.until { harness.program.state.session.isActive }
        }
    }

    @Test func waitingConsumerLeavesOnCancellation() async {
        let queue = ConsoleEventQueue()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await queue.wait() }
            await Task.yield()
            group.cancelAll()
        }
    }

    @Test func framesKeepTheirDistanceUnlessSomebodyWaits() {
        var clock = FrameClock(framesPerSecond: 10)
        #expect(clock.due(at: .seconds(1), isAnsweringInput: false) == .seconds(1))
        clock.drew(at: .seconds(1))
        let soon = Duration.milliseconds(1010)
        #expect(clock.due(at: soon, isAnsweringInput: false) == .milliseconds(1100))
        #expect(clock.due(at: soon, isAnsweringInput: true) == soon)
        #expect(clock.due(at: .seconds(9), isAnsweringInput: false) == .seconds(9))
    }
}
