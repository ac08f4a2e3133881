// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import Testing
import Voice

/// What the mic doctor says about a microphone.
@MainActor
@Suite struct MicDoctorTests {
    private func report(_ snapshots: VoiceSnapshot...) -> String {
        let stage = Stage(hasSound: true).connected().hear(snapshots[0]).press("Esc 2 d")
        #expect(stage.screen.contains("Listening for three seconds"))
        for snapshot in snapshots {
            stage.hear(snapshot, for: .seconds(4) / snapshots.count)
        }
        return stage.screen
    }

    @Test func goodMicrophoneIsPraised() {
        let report = report(.speaking)
        #expect(report.contains("The microphone works well."))
        #expect(report.contains("The level is good: speech up to -9.5 dB."))
        #expect(report.contains("48 000 Hz stereo, converted to 16 000 Hz mono."))
    }

    @Test(arguments: [
        (DeviceStatus.unavailable("no such device."), "There is no microphone: no such device."),
        (.lost("unplugged"), "The microphone is gone: unplugged."),
        (.stalled, "The device is open and gives no sound."),
        (.suspended, "The device sleeps with the machine."),
        (.opening, "The device is still being opened."),
        (.stopped, "The device was not opened."),
    ])
    func deviceThatDoesNotRunIsTheOnlyFinding(status: DeviceStatus, text: String) {
        let report = report(VoiceSnapshot.quiet.with { $0.microphone.device.status = status })
        #expect(report.contains("One thing to look at:"))
        #expect(report.contains(text))
    }

    @Test func zerosMeanMutedInTheMixer() {
        let report = report(VoiceSnapshot.quiet.with { $0.microphone.levels = LevelSnapshot() })
        #expect(report.contains("nothing but zeros"))
        #expect(report.contains("alsamixer"))
    }

    @Test(arguments: [
        (-70.0, "Hardly any sound: the loudest was -61.0 dB."),
        (-45.0, "Speech is quiet: -36.0 dB"),
        (-18.0, "The level is good"), (-10.0, "Very loud: -1.0 dB."),
    ])
    func levelIsJudgedByItsPeak(rms: Double, text: String) {
        let level = LevelSnapshot.at(rms, floor: -80)
        #expect(report(VoiceSnapshot.speaking.with { $0.microphone.levels = level }).contains(text))
    }

    @Test func quietRoomIsNoGoodMicrophoneYet() {
        let level = LevelSnapshot.at(-38, floor: -60)
        let report = report(VoiceSnapshot.quiet.with { $0.microphone.levels = level })
        #expect(report.contains("No speech was heard, only -29.0 dB."))
    }

    @Test func onlyClippingWhileItListensCounts() {
        let before = VoiceSnapshot.speaking.with { $0.microphone.levels.clipped = 500 }
        #expect(!report(before).contains("clipped"))
        let after = before.with { $0.microphone.levels.clipped = 507 }
        let report = report(before, after)
        #expect(report.contains("7 samples clipped in three seconds."))
        #expect(report.contains("Lower the capture level in the mixer"))
    }

    @Test func clippingUnderGainIsCuredByLessGain() {
        let before = VoiceSnapshot.speaking.with { $0.microphone.gain = 12 }
        let after = before.with { $0.microphone.levels.clipped = 9 }
        #expect(report(before, after).contains("Press - for less gain here"))
    }

    @Test func offsetNoiseAndGapsAreFound() {
        let report = report(
            .speaking,
            VoiceSnapshot.speaking.with {
                $0.microphone.levels.dcOffset = -0.04
                $0.microphone.levels.noiseFloor = -38
                $0.microphone.device.xruns = 2
            }
        )
        #expect(report.contains("DC offset -.04"))
        #expect(report.contains("The noise floor is high: -38 dB."))
        #expect(report.contains("2 overruns, 0 losses while it listened."))
    }

    @Test func telephoneQualityIsTold() {
        let slow = VoiceSnapshot.speaking.with { $0.microphone.device.sampleRate = 8000 }
        #expect(report(slow).contains("The device gives only 8 000 Hz stereo."))
        let narrow = VoiceSnapshot.speaking.with {
            $0.microphone.levels.spectrum = (0..<32).map { $0 < 27 ? -35 : -93 }
        }
        #expect(report(narrow).contains("nothing above 4 kHz in your speech"))
        #expect(!report(.speaking).contains("nothing above"))
    }

    @Test func switchesThatAreOffAreNamed() {
        let muted = VoiceSnapshot.speaking.with {
            $0.microphone.isOn = false
            $0.microphone.isOpen = false
        }
        #expect(report(muted).contains("It is muted here."))
        let held = VoiceSnapshot.speaking.with { $0.microphone.isGated = true }
        #expect(report(held).contains("held silent while the reply plays"))
    }

    @Test func listensAgainAndCloses() {
        let stage = Stage(hasSound: true).connected().press("Esc 2 d").hear(
            .quiet,
            for: .seconds(4)
        )
        #expect(!stage.screen.contains("Listening"))
        stage.press("r")
        #expect(stage.screen.contains("Listening"))
        stage.press("d")
        #expect(!stage.screen.contains("Mic doctor"))
    }

    @Test func withoutASingleSnapshotItSaysSo() {
        let stage = Stage(hasSound: true).press("Esc 2 d").wait(.seconds(4))
        #expect(stage.screen.contains("Nothing was heard of the microphone at all."))
    }
}
