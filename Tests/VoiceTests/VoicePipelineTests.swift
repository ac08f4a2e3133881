// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine
import Synchronization
import Testing

@testable import Voice

@Suite struct VoicePipelineTests {
    @Test func whatTheMicrophoneHearsGoesToTheSessionWhole() async throws {
        try await PipelineRig.run { rig in
            await rig.hear(ramp(1_600))
            #expect(rig.session.samples == ramp(1_600))
            #expect(rig.session.chunks.count == 5)
            #expect(rig.session.dialogue == ["open", "audio"])
        }
    }

    @Test func aChunkIsHandedOverWithinTwoMillisecondsOfItsLastSample() async throws {
        try await PipelineRig.run { rig in
            for period in 1...60 {
                rig.microphone.hear(ramp(160))
                await rig.pass(milliseconds: 2)
                if period > 20 { #expect(rig.session.chunks.count == period / 2) }
                await rig.pass(milliseconds: 8)
            }
        }
    }

    @Test func withoutASessionNothingIsKeptAndTheMetersLive() async throws {
        try await PipelineRig.run(isAttached: false) { rig in
            await rig.hear([Int16](repeating: 12_000, count: 3_200))
            await rig.pass(milliseconds: 40)
            let microphone = rig.pipeline.snapshot.microphone
            #expect(microphone.levels.rms > -10)
            #expect(!microphone.isOpen)
            #expect(microphone.droppedChunks == 0)
            rig.pipeline.attach(rig.session.submit)
            await rig.hear(ramp(320))
            #expect(rig.session.samples == ramp(320))
            rig.pipeline.detach()
            rig.session.forget()
            await rig.hear(ramp(320))
            #expect(rig.session.dialogue == [])
        }
    }

    @Test func chunksThatTheSessionRefusesAreCounted() async throws {
        try await PipelineRig.run(isAttached: false) { rig in
            let refusing = ScriptedSession(accepts: false)
            rig.pipeline.attach(refusing.submit)
            await rig.hear(ramp(960))
            await rig.pass(milliseconds: 40)
            #expect(rig.pipeline.snapshot.microphone.droppedChunks == 3)
        }
    }

    @Test func theStreamEndsOnceAndAfterTheLastSample() async throws {
        try await PipelineRig.run { rig in
            await rig.hear(ramp(400))
            rig.pipeline.submit(.setMicrophone(isOn: false))
            rig.pipeline.submit(.setMicrophone(isOn: false))
            await rig.hear(ramp(3_200))
            #expect(rig.session.samples == ramp(400))
            #expect(rig.session.dialogue == ["open", "audio", "end of audio", "closed"])
            #expect(rig.microphone.streams.count == 1, "the device stays open for the meters")
            rig.pipeline.submit(.setMicrophone(isOn: true))
            await rig.hear(ramp(320))
            #expect(rig.session.dialogue.suffix(2) == ["open", "audio"])
        }
    }

    @Test func withManualDetectionOnlyTheActivityIsSent() async throws {
        try await PipelineRig.run(VoiceConfiguration(turnDetection: .manual)) { rig in
            await rig.hear(ramp(320))
            rig.pipeline.submit(.setTalking(true))
            await rig.hear(ramp(640, from: 1_000))
            rig.pipeline.submit(.setTalking(false))
            await rig.hear(ramp(320))
            #expect(rig.session.samples == ramp(640, from: 1_000))
            #expect(
                rig.session.dialogue
                    == ["open", "activity starts", "audio", "activity ends", "closed"]
            )
        }
    }

    @Test func theLatchIsReleasedAfterItsLimit() async throws {
        let configuration = VoiceConfiguration(
            isMicrophoneOn: false,
            talkLimit: .milliseconds(500)
        )
        try await PipelineRig.run(configuration) { rig in
            #expect(rig.microphone.streams.isEmpty, "nobody asked for the microphone yet")
            rig.pipeline.submit(.setTalking(true))
            await rig.pass(milliseconds: 100)
            let left = try #require(rig.pipeline.snapshot.talkTimeLeft)
            #expect((.milliseconds(400)...(.milliseconds(500))).contains(left))
            await rig.hear(ramp(320))
            await rig.pass(milliseconds: 500)
            #expect(rig.session.dialogue == ["open", "audio", "end of audio", "closed"])
            #expect(rig.pipeline.snapshot.talkTimeLeft == nil)
        }
    }

    @Test func halfDuplexHearsSilenceUntil200MillisecondsAfterTheReply() async throws {
        try await PipelineRig.run(VoiceConfiguration(duplex: .half)) { rig in
            let voice = [Int16](repeating: 5_000, count: 320)
            await rig.hear(voice)
            rig.receive(ramp(480), turn: 1)
            await rig.pass(milliseconds: 10)
            #expect(rig.pipeline.snapshot.microphone.isGated)
            await rig.hear(voice)
            _ = rig.speaker.play(480)
            await rig.pass(milliseconds: 10)
            await rig.hear(voice)
            #expect(rig.session.samples == voice + [Int16](repeating: 0, count: 640))
            await rig.pass(milliseconds: 200)
            await rig.hear(voice)
            #expect(rig.session.samples.suffix(320) == voice[...])
            #expect(!rig.pipeline.snapshot.microphone.isGated)
        }
    }

    @Test func fullDuplexIsNotGated() async throws {
        try await PipelineRig.run { rig in
            rig.receive(ramp(480), turn: 1)
            await rig.hear(ramp(320))
            #expect(rig.session.samples == ramp(320))
        }
    }

    @Test func aReplyIsInTheRingBeforeTheLoopTurns() async throws {
        try await PipelineRig.run { rig in
            rig.receive(ramp(480), turn: 1)
            #expect(rig.speaker.wakes == 1)
            #expect(rig.speaker.play(480) == ramp(480))
        }
    }

    @Test func theSessionHearsHowMuchOfAReplyWasHeard() async throws {
        try await PipelineRig.run { rig in
            rig.receive(ramp(4_800), turn: 2)
            _ = rig.speaker.play(2_400)
            await rig.pass(milliseconds: 50)
            rig.pipeline.submit(.interrupt)
            #expect(rig.speaker.play(4_800) == [], "silent before the loop turns")
            rig.receive(ramp(480), turn: 2)
            await rig.pass(milliseconds: 50)
            #expect(rig.speaker.play(4_800) == [])
            #expect(
                rig.session.reports.suffix(2) == [
                    .replyAudible(turn: 2, ago: .milliseconds(100)),
                    .replyHeard(
                        turn: 2,
                        heard: .milliseconds(100),
                        received: .milliseconds(200),
                        wasCut: true
                    ),
                ]
            )
        }
    }

    @Test func theLevelsOfAReplyAreThoseOfWhatIsPlayed() async throws {
        try await PipelineRig.run { rig in
            rig.receive([Int16](repeating: 16_000, count: 24_000), turn: 1)
            await rig.pass(milliseconds: 40)
            #expect(rig.pipeline.snapshot.speaker.levels.peak == LevelSnapshot.silence)
            #expect(rig.pipeline.snapshot.speaker.queued == .seconds(1))
            _ = rig.speaker.play(2_400)
            await rig.pass(milliseconds: 40)
            let speaker = rig.pipeline.snapshot.speaker
            #expect(speaker.isPlaying)
            #expect(speaker.levels.peak > -7)
            #expect(speaker.queued == .milliseconds(900))
        }
    }

    @Test func aReplyToASwitchedOffLoudspeakerIsNotHeard() async throws {
        try await PipelineRig.run { rig in
            rig.receive(ramp(480), turn: 1)
            rig.pipeline.submit(.setSpeaker(isOn: false))
            #expect(rig.speaker.play(480) == [Int16](repeating: 0, count: 480))
            await rig.pass(milliseconds: 40)
            #expect(!rig.pipeline.snapshot.speaker.isOn)
            #expect(!rig.pipeline.snapshot.speaker.isPlaying)
        }
    }

    @Test func cancellingStopsBothStreams() async throws {
        let (microphone, speaker) = (ScriptedMicrophone(), ScriptedSpeaker())
        try await PipelineRig.run(microphone: microphone, speaker: speaker) { _ in }
        let streams = microphone.streams + speaker.streams
        #expect(streams.count == 2)
        #expect(streams.allSatisfy { $0.isStopped })
    }

    @Test func speechIsReportedWhileTheSessionHears() async throws {
        try await PipelineRig.run { rig in
            await rig.hear(hush(8_000))
            await rig.hear(vowel(8_000))
            rig.pipeline.submit(.setMicrophone(isOn: false))
            await rig.hear(vowel(8_000))
            let speech = rig.session.reports.filter { if case .speech = $0 { true } else { false } }
            let begin = VoiceEvent.speech(isActive: true, ago: .milliseconds(20))
            #expect(speech == [begin, .speech(isActive: false)])
        }
    }
}
