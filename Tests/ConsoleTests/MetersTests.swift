// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import TestSupport
import Testing
import Voice

/// How often meters are looked at and drawn.
@MainActor
@Suite struct MetersTests {
    @MainActor private final class Harness {
        let terminal = MemoryTerminal(size: Size(width: 120, height: 40))
        let queue = ConsoleEventQueue()
        let clock = ManualClock()
        var snapshot = VoiceSnapshot.quiet
        private(set) var looks = 0

        /// Runs a program with sound beside `body` and ends it afterwards.
        func run(_ body: @MainActor (Harness) async -> Void) async {
            let program = ConsoleProgram(
                state: ConsoleState(
                    configuration: ConsoleConfiguration(profile: .embedded, hasSound: true),
                    size: terminal.size
                ),
                terminal: terminal,
                queue: queue,
                clock: clock,
                meters: {
                    self.looks += 1
                    return self.snapshot
                },
                perform: { _ in }
            )
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await program.run() }
                await clock.waitForSleepers()
                await body(self)
                group.cancelAll()
            }
        }

        /// Lets time pass in steps of ten milliseconds.
        func wait(_ duration: Duration, _ change: (@MainActor () -> Void)? = nil) async {
            for _ in 0..<Int(duration / .milliseconds(10)) {
                change?()
                clock.advance(by: .milliseconds(10))
                await clock.waitForSleepers()
            }
        }
    }

    @Test func stillSnapshotDrawsNothing() async {
        await Harness().run { harness in
            await harness.wait(.seconds(3))
            let frames = harness.terminal.frameCount
            await harness.wait(.seconds(10))
            #expect(harness.terminal.frameCount == frames)
        }
    }

    /// A tone without end fills meters and lanes, and then they stand still too.
    @Test func steadySoundDrawsNothingOnceItFillsTheLanes() async {
        await Harness().run { harness in
            harness.snapshot = .speaking
            await harness.wait(.seconds(32))
            let frames = harness.terminal.frameCount
            await harness.wait(.seconds(5))
            #expect(harness.terminal.frameCount == frames)
        }
    }

    @Test func changeThatNobodyCouldSeeDrawsNothing() async {
        await Harness().run { harness in
            harness.snapshot = .quiet
            await harness.wait(.seconds(3))
            let frames = harness.terminal.frameCount
            var step = 0
            await harness.wait(.seconds(2)) {
                step += 1
                harness.snapshot = .quiet
                harness.snapshot.microphone.levels.rms += step.isMultiple(of: 2) ? 0.1 : -0.1
                harness.snapshot.microphone.levels.dcOffset = step.isMultiple(of: 2) ? 0.001 : 0
            }
            #expect(harness.terminal.frameCount == frames)
        }
    }

    @Test func movingLevelsDrawThirtyFramesASecondAtMost() async {
        await Harness().run { harness in
            harness.snapshot = .speaking
            await harness.wait(.seconds(1))
            let (frames, looks) = (harness.terminal.frameCount, harness.looks)
            var loudness = -40.0
            await harness.wait(.seconds(2)) {
                loudness = loudness > -10 ? -40 : loudness + 1
                harness.snapshot.microphone.levels.rms = loudness
            }
            // Steps of ten milliseconds meet every fourth only.
            #expect((48...60).contains(harness.terminal.frameCount - frames))
            #expect((48...60).contains(harness.looks - looks))
        }
    }

    @Test func stillMetersAreLookedAtAFewTimesASecond() async {
        await Harness().run { harness in
            harness.snapshot = .quiet
            await harness.wait(.seconds(3))
            let looks = harness.looks
            await harness.wait(.seconds(4))
            #expect((16...24).contains(harness.looks - looks))
        }
    }

    @Test func firstSoundAfterSilenceIsSeenSoon() async {
        await Harness().run { harness in
            harness.snapshot = .quiet
            await harness.wait(.seconds(5))
            harness.snapshot = .speaking
            await harness.wait(.milliseconds(250))
            #expect(harness.terminal.rows.joined().contains("● speech"))
        }
    }

    /// In a preset without them, meters that move change nothing on the screen.
    @Test func metersOutOfViewDrawNothing() {
        let stage = Stage(Size(width: 120, height: 40), preset: .wire, hasSound: true)
        stage.press("Esc 3").hear(.quiet)
        let before = stage.state.revision
        stage.send(.meters(.speaking))
        #expect(stage.state.revision == before)
        stage.send(.meters(VoiceSnapshot.speaking.with { $0.microphone.isGated = true }))
        #expect(stage.state.revision > before)
        #expect(stage.rows[0].contains("mic ‖ held"))
    }

    @Test func soundOnTheWireAloneDrawsNothing() {
        let stage = Stage(hasSound: true).connected()
        let before = stage.state.revision
        let blob = Blob(mimeType: "audio/pcm;rate=16000", data: [0, 0])
        stage.send(
            .session(
                SessionEvent(
                    offset: stage.clock,
                    kind: .up(9, LiveClientMessage(realtimeInput: RealtimeInput(audio: blob)))
                )
            )
        )
        #expect(stage.state.revision == before)
    }

    @Test func clockHurriesAfterInputAndSlowsDown() {
        var clock = MeterClock()
        #expect(clock.due == .zero)
        for look in 0..<40 { clock.polled(at: .milliseconds(look * 40), hasChanged: false) }
        #expect(clock.due == .milliseconds(39 * 40) + MeterClock.slow)
        clock.hurry()
        #expect(clock.due == .milliseconds(39 * 40) + MeterClock.quick)
        clock.polled(at: .seconds(3), hasChanged: true)
        #expect(clock.due == .seconds(3) + MeterClock.quick)
    }

    @Test func statusBarTellsTheDevicesByGlyphAndWord() {
        let stage = Stage(Size(width: 120, height: 40), hasSound: true)
        func row(_ change: (inout VoiceSnapshot) -> Void) -> String {
            stage.hear(VoiceSnapshot.quiet.with(change))
            return stage.rows[0]
        }
        #expect(row { _ in }.contains("mic ●"))
        #expect(row { $0.microphone.isOpen = false }.contains("mic · ready"))
        #expect(row { $0.microphone.device.status = .unavailable("x") }.contains("mic ✗ none"))
        #expect(row { $0.microphone.device.status = .lost("x") }.contains("mic ✗ lost"))
        #expect(row { $0.microphone.device.status = .stalled }.contains("mic ⚠ stalled"))
        #expect(row { $0.microphone.device.status = .opening }.contains("mic … opens"))
        #expect(row { $0.speaker.device.status = .suspended }.contains("spk ‖ asleep"))
        #expect(row { $0.speaker.isPlaying = true }.contains("spk ●"))
    }

    @Test func brokenNumbersNeverCrash() {
        let stage = Stage(hasSound: true).press("Esc 2")
        for value in [Double.nan, .infinity, -.infinity, 1e300] {
            var snapshot = VoiceSnapshot.replying
            snapshot.microphone.levels = .at(value.isFinite ? -value : value, floor: value)
            snapshot.microphone.levels.dcOffset = value
            snapshot.microphone.levels.waveform = [Float(value), -1]
            snapshot.microphone.levels.spectrum = [Float(value)]
            snapshot.microphone.speechProbability = value
            snapshot.microphone.gain = value
            snapshot.echo?.correlation = value
            stage.hear(snapshot, for: .seconds(0.2))
            _ = stage.screen
        }
    }

    @Test func withoutColourEveryStateHasItsGlyphAndWord() {
        let stage = Stage(depth: .mono, hasSound: true).connected().press("Esc 2")
        stage.hear(
            VoiceSnapshot.replying.with {
                $0.microphone.isOn = false
                $0.microphone.isOpen = false
                $0.microphone.levels.clipped = 3
                $0.speaker.underruns = 2
            }
        )
        #expect(stage.rows[1].contains("⊘ muted"))
        #expect(stage.rows[1].contains("clip 3⚠"))
        #expect(stage.rows[2].contains("● plays"))
        #expect(stage.screen.contains("underrun 2⚠"))
        let cells = stage.cells
        for y in 0..<24 {
            for x in 0..<80 {
                #expect(cells[x, y].style.foreground == nil)
                #expect(cells[x, y].style.background == nil)
            }
        }
    }
}
