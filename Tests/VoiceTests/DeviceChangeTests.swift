// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Glibc
import LiveEngine
import Synchronization
import Testing

@testable import Voice

@Suite struct DeviceChangeTests {
    private static let unplugged = DeviceError(
        .transfer,
        .capture,
        device: "default",
        errno: ENODEV
    )

    private static func statuses(
        _ rig: PipelineRig,
        _ direction: SoundDirection
    ) -> [DeviceStatus] {
        rig.session.reports.compactMap { event in
            guard case .device(direction, let status) = event else { return nil }
            return status
        }
    }

    @Test func eachStateOfADeviceIsReportedOnceInPlainWords() async throws {
        try await PipelineRig.run { rig in
            let counters = try #require(rig.microphone.counters)
            await rig.pass(milliseconds: 50)
            counters.publish(.lost(Self.unplugged))
            await rig.pass(milliseconds: 100)
            counters.publish(.lost(Self.unplugged))
            await rig.pass(milliseconds: 100)
            counters.publish(.running)
            await rig.pass(milliseconds: 100)
            let lost = DeviceStatus.lost(Self.unplugged.description)
            #expect(Self.statuses(rig, .input) == [.running, lost, .running])
            #expect(Self.statuses(rig, .output) == [.running])
        }
    }

    @Test func aSessionThatBeginsLaterHearsWhatIsWrong() async throws {
        try await PipelineRig.run(isAttached: false) { rig in
            let counters = try #require(rig.microphone.counters)
            counters.publish(.lost(Self.unplugged))
            await rig.pass(milliseconds: 50)
            rig.pipeline.attach(rig.session.submit)
            await rig.pass(milliseconds: 50)
            #expect(
                rig.session.reports == [
                    .device(.input, .lost(Self.unplugged.description)), .microphone(isOpen: true),
                ]
            )
        }
    }

    @Test func aMicrophoneThatComesBackWithAnotherRateIsResampledAnew() async throws {
        try await PipelineRig.run { rig in
            let stream = try #require(rig.microphone.streams.first)
            stream.give(16_000)
            await rig.hear(ramp(320))
            stream.counters.publish(.lost(Self.unplugged))
            await rig.pass(milliseconds: 500)
            stream.give(48_000)
            stream.counters.returns.add(1, ordering: .relaxed)
            stream.counters.publish(.running)
            await rig.hear(tone(48_000, hertz: 1_000, rate: 48_000), rate: 48_000)
            let back = rig.session.samples.dropFirst(320)
            #expect((15_600...16_000).contains(back.count))
            let crossings = zip(back, back.dropFirst()).count { ($0 < 0) != ($1 < 0) }
            #expect(abs(crossings - 2 * back.count / 16) < 10)
            #expect(rig.pipeline.snapshot.microphone.device.sampleRate == 48_000)
        }
    }

    @Test func aLoudspeakerThatNeedsAnotherRateGetsIt() async throws {
        try await PipelineRig.run(speaker: ScriptedSpeaker(rate: nil)) { rig in
            rig.receive(tone(2_400, hertz: 500, rate: 24_000), turn: 1)
            rig.pipeline.replyAudio.finish(turn: 1)
            let stream = try #require(rig.speaker.streams.first)
            stream.give(48_000)
            await rig.pass(milliseconds: 50)
            #expect(rig.speaker.play(10_000).count == 4_800)
            await rig.pass(milliseconds: 50)
            let length = Duration.milliseconds(100)
            #expect(
                rig.session.reports.last
                    == .replyHeard(turn: 1, heard: length, received: length, wasCut: false)
            )
        }
    }

    @Test func anotherMicrophoneTakesOverOnceTheFirstHasStopped() async throws {
        try await PipelineRig.run { rig in
            await rig.hear(ramp(320))
            rig.pipeline.submit(.selectDevice(.input, "headset"))
            #expect(await rig.passUntil { rig.microphone.streams.count == 2 })
            let streams = rig.microphone.streams
            #expect(streams[0].isStopped)
            #expect(streams[1].counters.device == "headset")
            await rig.hear(ramp(320, from: 321))
            #expect(rig.session.samples == ramp(640))
            #expect(rig.pipeline.snapshot.microphone.device.name == "headset")
        }
    }

    @Test func anotherLoudspeakerGoesOnWithTheReply() async throws {
        try await PipelineRig.run { rig in
            rig.receive(ramp(2_400), turn: 1)
            #expect(rig.speaker.play(240) == ramp(240))
            rig.pipeline.submit(.selectDevice(.output, "headset"))
            #expect(await rig.passUntil { rig.speaker.streams.count == 2 })
            #expect(rig.speaker.streams[1].isExpecting)
            #expect(rig.speaker.play(2_400) == ramp(2_160, from: 241))
        }
    }

    @Test func aStreamThatCannotStartIsAStatus() async throws {
        let error = DeviceError(.thread, .capture, device: "default", errno: EMFILE)
        let microphone = ScriptedMicrophone(refusal: error)
        try await PipelineRig.run(microphone: microphone) { rig in
            await rig.pass(milliseconds: 100)
            #expect(Self.statuses(rig, .input) == [.unavailable(error.description)])
            rig.receive(ramp(480), turn: 1)
            #expect(rig.speaker.play(480) == ramp(480), "the other direction works")
        }
    }
}
