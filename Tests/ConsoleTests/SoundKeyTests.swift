// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import Testing
import Voice

/// Keys that concern the sound: effects out, and what the screen says.
@MainActor
@Suite struct SoundKeyTests {
    private func stage(_ snapshot: VoiceSnapshot = .quiet) -> Stage {
        let stage = Stage(hasSound: true).connected()
        stage.hear(snapshot)
        stage.press("Esc")
        return stage
    }

    @Test func switchesTurnAndTheScreenAnswersAtOnce() {
        let stage = stage().press("m s")
        #expect(
            stage.effects
                == [.voice(.setMicrophone(isOn: false)), .voice(.setSpeaker(isOn: false))]
        )
        #expect(stage.rows[0].contains("spk ⊘ muted"))
        stage.press("m")
        #expect(stage.effects.last == .voice(.setMicrophone(isOn: true)))
    }

    @Test func talkingIsALatchThatShowsItsTime() {
        let manual = VoiceSnapshot.quiet.with {
            $0.turnDetection = .manual
            $0.microphone.isOpen = false
        }
        let stage = stage(manual).press("Space")
        #expect(stage.takeEffects() == [.voice(.setTalking(true))])
        stage.hear(manual.with { $0.talkTimeLeft = .milliseconds(28_400) })
        #expect(stage.rows[0].contains("● TALK 28 s"))
        #expect(stage.rows[1].contains("● TALK 28 s"))
        stage.press("Space")
        #expect(stage.effects == [.voice(.setTalking(false))])
    }

    @Test func talkingSaysWhyItIsOfNoUse() {
        let open = stage().press("Space")
        #expect(open.effects == [])
        #expect(open.rows[23].contains("Space: the microphone is open, just speak"))
        let idle = Stage(hasSound: true).press("Esc Space")
        #expect(idle.rows[23].contains("Space: no session, c connects"))
    }

    @Test func talkingOpensAMutedMicrophone() {
        let muted = VoiceSnapshot.quiet.with {
            $0.microphone.isOn = false
            $0.microphone.isOpen = false
        }
        #expect(stage(muted).press("Space").effects == [.voice(.setTalking(true))])
    }

    @Test func spaceIsABlankWhileTyping() {
        let stage = Stage(hasSound: true).connected().type("a b m s")
        #expect(stage.effects == [])
        #expect(stage.rows[22] == " > a b m s")
    }

    @Test(arguments: [
        ("m", "no microphone in this run"), ("s", "no loudspeaker in this run"),
        ("Space", "no microphone in this run"), ("V", "no microphone in this run"),
        ("2 ,", "no sound in this run"), ("2 d", "no microphone in this run"),
        ("2 +", "no microphone in this run"), ("2 e", "no microphone in this run"),
    ])
    func keysSayThatTheRunHasNoSound(chords: String, reason: String) {
        let stage = Stage().connected().press("Esc \(chords)")
        #expect(stage.effects == [])
        #expect(stage.rows[23].contains(reason))
    }

    @Test func bargeInSilencesTheSpeakerBeforeTheServerAnswers() {
        let stage = stage(.replying).play(.model("Once upon")).press("b")
        #expect(stage.takeEffects() == [.voice(.interrupt), .interrupt])
    }

    @Test func bargeInStopsWhatStillSoundsWhenTheReplyIsComplete() {
        let stage = stage(.replying).play(.model("All."), .turnEnded(TurnEnd(), turn: 1))
        #expect(stage.press("b").effects == [.voice(.interrupt)])
        stage.hear(.quiet).press("b")
        #expect(stage.rows[23].contains("no reply is running"))
    }

    @Test func gainMovesByADecibelWithinItsLimits() {
        let stage = stage().press("2 + + - =")
        #expect(
            stage.takeEffects() == [1, 2, 1, 0].map { ConsoleEffect.voice(.setGain($0)) }
        )
        stage.hear(VoiceSnapshot.quiet.with { $0.microphone.gain = 40 }).press("+")
        #expect(stage.effects == [.voice(.setGain(40))])
        #expect(stage.rows[23].contains("microphone gain +40 dB"))
    }

    @Test func gainKeyZoomsEverywhereElse() {
        let stage = Stage(Size(width: 120, height: 40), hasSound: true).press("Esc 1 + +")
        #expect(stage.effects == [])
        #expect(stage.state.layout.placements.map(\.pane) == [.transcript])
    }

    @Test func duplexTurns() {
        let stage = stage().press("2 e")
        #expect(stage.takeEffects() == [.voice(.setDuplex(.half))])
        #expect(stage.screen.contains("half duplex"))
        stage.press("e")
        #expect(stage.effects == [.voice(.setDuplex(.full))])
    }

    @Test func pickerListsMarksAndSelects() {
        let stage = stage().press("2 ,")
        #expect(stage.takeEffects() == [.listDevices])
        #expect(stage.screen.contains("looking for devices"))
        stage.send(.devices(DeviceChoice.examples))
        #expect(stage.screen.contains("▶ ● USB Microphone  in use"))
        stage.press("Down Down Up Enter")
        #expect(stage.takeEffects() == [.voice(.selectDevice(.input, "hw:CARD=Webcam"))])
        #expect(!stage.screen.contains("Sound devices"))
        #expect(stage.rows[23].contains("microphone: Webcam"))
    }

    @Test func pickerStaysWithinItsListAndClosesWithoutAChoice() {
        let stage = stage().press("2 ,").send(.devices(DeviceChoice.examples))
        stage.press("Down Down Down Down Down Down Enter")
        #expect(stage.effects.last == .voice(.selectDevice(.output, "hw:CARD=PCH")))
        stage.press(",").send(.devices([])).press("Enter")
        #expect(stage.rows[23].contains("there is no device to use"))
        stage.press("Esc")
        #expect(!stage.screen.contains("Sound devices"))
    }

    @Test func devicesThatNobodyAskedForChangeNothing() {
        let stage = stage()
        let before = stage.screen
        stage.send(.devices(DeviceChoice.examples))
        #expect(stage.screen == before)
    }

    @Test func namesOfDevicesCannotObeyTheTerminal() {
        let evil = "\u{1B}[2J\u{202E}mic"
        let stage = stage(
            VoiceSnapshot.quiet.with {
                $0.microphone.device.name = evil
                $0.speaker.device.status = .lost(evil)
            }
        )
        stage.press("2 ,").send(
            .devices([
                DeviceChoice(direction: .input, name: evil, summary: evil, note: evil),
                DeviceChoice(direction: .output, name: evil),
            ])
        )
        let hidden = stage.screen.unicodeScalars.filter {
            $0 != "\n" && ($0.value < 0x20 || $0.value == 0x202E)
        }
        #expect(hidden.isEmpty)
        stage.press("Enter")
        #expect(!stage.screen.unicodeScalars.contains("\u{1B}"))
    }

    @Test(arguments: [80, 100, 120])
    func helpAndQuitAreAlwaysHinted(width: Int) {
        let stage = Stage(Size(width: width, height: 24), hasSound: true).connected()
        for pane in ["1", "2", "3", "5", "7"] {
            stage.hear(.quiet).press("Esc \(pane)")
            #expect(stage.rows[23].hasSuffix("? keys  q quit"), "in pane \(pane)")
        }
    }

    @Test func welcomeOfARunWithSoundInvitesToSpeak() {
        #expect(Stage(hasSound: true).screen.contains("Speak, or type a message"))
        #expect(!Stage().screen.contains("Speak"))
    }
}
