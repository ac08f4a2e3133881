// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Testing

@testable import Voice

@Suite struct MicrophoneSwitchTests {
    private let opened = MicrophoneSwitch.Action.tell(.report(.microphone(isOpen: true)))
    private let closed = MicrophoneSwitch.Action.tell(.report(.microphone(isOpen: false)))

    private func make(isOn: Bool, _ detection: TurnDetection) -> MicrophoneSwitch {
        MicrophoneSwitch(isOn: isOn, turnDetection: detection, talkLimit: .seconds(30))
    }

    @Test func theStreamOfAudioEndsOnceWhenTheMicrophoneIsSwitchedOff() {
        var microphone = make(isOn: true, .automatic)
        #expect(microphone.setOn(false) == [.sendRest, .tell(.endAudioStream), closed])
        #expect(microphone.setOn(false) == [])
        #expect(microphone.setOn(true) == [opened])
        #expect(microphone.setOn(true) == [])
    }

    @Test func withManualDetectionTheLatchIsTheActivity() {
        var microphone = make(isOn: true, .manual)
        #expect(!microphone.isOpen)
        #expect(microphone.setTalking(true, at: .zero) == [opened, .tell(.startActivity)])
        #expect(microphone.setTalking(true, at: .zero) == [])
        #expect(microphone.isOpen)
        #expect(
            microphone.setTalking(false, at: .zero) == [.sendRest, .tell(.endActivity), closed]
        )
        #expect(microphone.setTalking(false, at: .zero) == [])
    }

    @Test func withAutomaticDetectionTheLatchOpensAClosedMicrophone() {
        var microphone = make(isOn: false, .automatic)
        #expect(microphone.setTalking(true, at: .zero) == [opened])
        #expect(
            microphone.setTalking(false, at: .zero) == [.sendRest, .tell(.endAudioStream), closed]
        )
        var open = make(isOn: true, .automatic)
        #expect(open.setTalking(true, at: .zero) == [])
        #expect(open.setTalking(false, at: .zero) == [])
        #expect(open.isOpen)
    }

    @Test func theLatchOpensByItselfAfterItsLimit() {
        var microphone = make(isOn: true, .manual)
        _ = microphone.setTalking(true, at: .seconds(10))
        #expect(microphone.talkTimeLeft(at: .seconds(15)) == .seconds(25))
        #expect(microphone.advance(to: .seconds(39)) == [])
        #expect(microphone.advance(to: .seconds(40)) == [.sendRest, .tell(.endActivity), closed])
        #expect(microphone.advance(to: .seconds(41)) == [])
        #expect(microphone.talkTimeLeft(at: .seconds(41)) == nil)
    }

    @Test func switchingOffOpensTheLatchToo() {
        var microphone = make(isOn: true, .manual)
        _ = microphone.setTalking(true, at: .zero)
        #expect(microphone.setOn(false) == [.sendRest, .tell(.endActivity), closed])
        #expect(microphone.talkTimeLeft(at: .zero) == nil)
    }

    @Test func anotherDetectionEndsWhatWasOpenUnderTheOldOne() {
        var microphone = make(isOn: true, .automatic)
        #expect(
            microphone.setTurnDetection(.manual) == [.sendRest, .tell(.endAudioStream), closed]
        )
        _ = microphone.setTalking(true, at: .zero)
        #expect(
            microphone.setTurnDetection(.automatic)
                == [.sendRest, .tell(.endActivity), closed, opened]
        )
        #expect(microphone.setTurnDetection(.automatic) == [])
    }

    @Test func aDeviceIsWantedOnlyOnceSomebodyAsked() {
        var microphone = make(isOn: false, .automatic)
        #expect(!microphone.wasEverWanted)
        _ = microphone.setTalking(true, at: .zero)
        _ = microphone.setTalking(false, at: .zero)
        #expect(microphone.wasEverWanted)
    }
}
