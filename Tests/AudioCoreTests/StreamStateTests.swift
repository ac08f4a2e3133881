// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import AudioCore

@Suite struct StreamStateTests {
    private let error = DeviceError(.open, .capture, device: "hw:1,0", errno: EBUSY)

    @Test func everyStateSurvivesItsWord() {
        let states: [StreamState] = [
            .opening, .running, .suspended, .stalled, .unavailable(error), .lost(error), .stopped,
        ]
        for state in states {
            let word = StreamStateWord(state)
            #expect(word.state(direction: .capture, device: "hw:1,0") == state)
        }
    }

    @Test func theLastErrorOutlivesTheLoss() {
        let counters = StreamCounters(direction: .capture, device: "hw:1,0")
        #expect(counters.lastError == nil)
        counters.publish(.unavailable(error))
        counters.publish(.running)
        #expect(counters.state == .running)
        #expect(counters.lastError == error)
    }

    @Test func theGivenSetupIsNilUntilTheDeviceWasOpen() {
        let counters = StreamCounters(direction: .playback, device: "d")
        #expect(counters.given == nil)
        let given = GivenSetup(
            format: AudioFormat(sampleRate: 48_000, channels: 2),
            periodFrames: 480,
            bufferFrames: 1440
        )
        counters.publish(given)
        #expect(counters.given == given)
    }

    @Test func anErrorSaysWhatFailedOnWhatAndWhatToDo() {
        #expect(
            error.description == """
                Cannot open capture device "hw:1,0": device or resource busy. Another program may \
                hold it; close that one or choose another: `live-console devices` lists what is \
                there.
                """
        )
    }

    @Test func anErrorOfAFileSpeaksOfAFile() {
        #expect(
            DeviceError(.createFile, .playback, device: "a/b.wav", errno: ENOENT).description == """
                Cannot create the file "a/b.wav": no such file or directory. Choose one in a \
                folder that exists and that you may write to.
                """
        )
        #expect(
            DeviceError(.writeFile, .playback, device: "b.wav", errno: ENOSPC).description == """
                Cannot write the file "b.wav": no space left on device. Make room for it; what is \
                played until then is missing from it.
                """
        )
    }

    @Test(arguments: [
        (DeviceError.Operation.open, EBUSY, DeviceError.Condition.busy, true),
        (.open, ENOENT, .absent, true),
        (.open, ECONNREFUSED, .absent, true),
        (.configure, EIO, .absent, true),
        (.configure, EINVAL, .unsupported, false),
        (.open, EACCES, .forbidden, false),
        (.transfer, EPIPE, .lost, true),
        (.recover, EIO, .lost, true),
        (.open, ENOMEM, .failed, true),
        (.createFile, ENOENT, .absent, true),
        (.createFile, EACCES, .forbidden, false),
        (.writeFile, ENOSPC, .lost, true),
    ])
    func errnoTellsTheCondition(
        operation: DeviceError.Operation,
        errno: Int32,
        condition: DeviceError.Condition,
        isRetryable: Bool
    ) {
        let error = DeviceError(operation, .playback, device: "d", errno: errno)
        #expect(error.condition == condition)
        #expect(error.isRetryable == isRetryable)
    }

    @Test func framesAndDurationsConvert() {
        #expect(AudioFormat.microphone.frames(in: .milliseconds(10)) == 160)
        #expect(AudioFormat.speaker.frames(in: .seconds(2)) == 48_000)
        #expect(AudioFormat(sampleRate: 44_100).frames(in: .milliseconds(10)) == 441)
        #expect(AudioFormat.speaker.duration(ofFrames: 240) == .milliseconds(10))
    }
}
