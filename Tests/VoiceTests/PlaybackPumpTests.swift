// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveEngine
import Testing

@testable import Voice

@Suite struct PlaybackPumpTests {
    @Test func theFirstSamplesAreHandedOverBeforePlayReturnsAndWakeTheDevice() {
        let speaker = Loudspeaker()
        let signals = speaker.receive(ramp(480))
        #expect(signals == .init(wakes: true, expectsSamples: true))
        #expect(speaker.play() == ramp(480))
    }

    @Test func onlyARingThatIsNearlyEmptyNeedsTheDeviceWoken() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(2_400))
        #expect(!speaker.receive(ramp(480, from: 2_401)).wakes)
        #expect(speaker.play(2_870).count == 2_870)
        #expect(speaker.receive(ramp(480, from: 2_881)).wakes)
    }

    @Test func aBurstOfMinutesIsPlayedWholeAndInOrder() {
        let speaker = Loudspeaker()
        let part = ramp(24_000)
        for _ in 0..<75 { speaker.receive(part) }
        speaker.finish()
        #expect(speaker.queued > .milliseconds(74_999))
        var played: [Int16] = []
        while true {
            let samples = speaker.play(12_000)
            played += samples
            _ = speaker.advance()
            if samples.isEmpty { break }
        }
        #expect(played == Array(repeatElement(part, count: 75).joined()))
        #expect(speaker.droppedSamples == 0)
    }

    @Test func beyondTheBacklogSoundIsDroppedAndCounted() {
        #expect(PlaybackPump.usualBacklogLimit == 600 * 24_000, "ten minutes")
        let speaker = Loudspeaker(backlogLimit: 1_000)
        speaker.receive(ramp(RingFeed.capacity + 900))
        speaker.receive(ramp(480))
        #expect(speaker.droppedSamples == RingFeed.capacity + 900 - 1_000 + 480 - 480)
    }

    @Test func aReplyIsReportedWhenItIsAudibleAndWhenItIsOver() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(480), turn: 7)
        #expect(speaker.advance() == [])
        _ = speaker.play(240)
        #expect(speaker.advance() == [.replyAudible(turn: 7, ago: .milliseconds(10))])
        _ = speaker.play()
        #expect(speaker.advance() == [], "more may come")
        speaker.finish(turn: 7)
        let length = Duration.milliseconds(20)
        let over = VoiceEvent.replyHeard(turn: 7, heard: length, received: length, wasCut: false)
        #expect(speaker.advance() == [over])
        speaker.finish(turn: 7)
        #expect(speaker.advance() == [], "once")
    }

    @Test func anInterruptedReplyIsSilentAtOnceAndReportsWhatWasHeard() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(24_000))
        _ = speaker.play(6_000)
        #expect(speaker.silence() == .init(wakes: true, expectsSamples: false))
        let audible = VoiceEvent.replyAudible(turn: 1, ago: .milliseconds(250))
        #expect(speaker.advance() == [audible], "the device has not obeyed yet")
        #expect(speaker.play() == [])
        let over = VoiceEvent.replyHeard(
            turn: 1,
            heard: .milliseconds(250),
            received: .seconds(1),
            wasCut: true
        )
        #expect(speaker.advance() == [over])
        #expect(!speaker.isActive)
    }

    @Test func whatTheDevicePlaysUntilItObeysCountsAsHeard() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(2_400))
        _ = speaker.play(240)
        _ = speaker.advance()
        // The device's own buffer held these when the flush came.
        let late = speaker.play(480)
        speaker.silence()
        _ = speaker.play()
        let heard = Duration.milliseconds(10 + late.count / 24)
        #expect(
            speaker.advance() == [
                .replyHeard(turn: 1, heard: heard, received: .milliseconds(100), wasCut: true)
            ]
        )
    }

    @Test func anInterruptDropsTheBacklogAndLaterPartsOfThatTurnOnly() {
        let speaker = Loudspeaker()
        for _ in 0..<10 { speaker.receive(ramp(24_000), turn: 3) }
        _ = speaker.play(240)
        #expect(speaker.interrupt().wakes)
        speaker.receive(ramp(480), turn: 3)
        _ = speaker.advance()
        #expect(speaker.play() == [])
        _ = speaker.advance()
        speaker.finish(turn: 3)
        speaker.receive([5, 6, 7], turn: 4)
        #expect(speaker.play() == [5, 6, 7])
        #expect(speaker.advance() == [.replyAudible(turn: 4, ago: .microseconds(125))])
    }

    @Test func anInterruptWithNothingPlayingDropsNothing() {
        let speaker = Loudspeaker()
        speaker.receive([1], turn: 1)
        speaker.finish(turn: 1)
        _ = speaker.play()
        _ = speaker.advance()
        #expect(speaker.interrupt() == .init())
        speaker.receive([2], turn: 2)
        #expect(speaker.play() == [2])
    }

    @Test func theNextReplyIsWholeThoughTheDeviceHasNotObeyedTheFlush() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(4_800), turn: 1)
        speaker.silence(turn: 1)
        #expect(speaker.receive(ramp(240, from: 9_000), turn: 2).wakes)
        speaker.finish(turn: 2)
        #expect(speaker.play() == ramp(240, from: 9_000))
        let length = Duration.milliseconds(10)
        #expect(
            speaker.advance() == [
                .replyHeard(turn: 1, heard: .zero, received: .milliseconds(200), wasCut: true),
                .replyAudible(turn: 2, ago: .milliseconds(10)),
                .replyHeard(turn: 2, heard: length, received: length, wasCut: false),
            ]
        )
    }

    @Test func anotherSessionMayUseTheTurnAgain() {
        let speaker = Loudspeaker()
        speaker.receive([1, 2], turn: 1)
        speaker.interrupt()
        _ = speaker.pump.beginSession(at: .zero)
        speaker.receive([3, 4], turn: 1)
        #expect(speaker.play() == [3, 4])
    }

    @Test func afterAnUnderrunTheReplyGathersAndIsReleasedByTime() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(240))
        _ = speaker.play()
        speaker.runDry()
        speaker.receive(ramp(240, from: 241))
        #expect(speaker.play() == [], "10 ms of 40 are there")
        _ = speaker.advance(by: .milliseconds(39))
        #expect(speaker.play() == [])
        _ = speaker.advance(by: .milliseconds(1))
        #expect(speaker.play() == ramp(240, from: 241))
        #expect(speaker.jitter.target == .milliseconds(40))
        #expect(speaker.jitter.underruns == 1)
    }

    @Test func aFinishedReplyIsNeverHeld() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(240))
        _ = speaker.play()
        speaker.runDry()
        speaker.receive(ramp(24, from: 241))
        #expect(speaker.play() == [])
        #expect(speaker.finish() == .init(wakes: true, expectsSamples: false))
        #expect(speaker.play() == ramp(24, from: 241))
    }

    @Test func theEndOfAReplyIsNoUnderrun() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(240), turn: 1)
        _ = speaker.play()
        speaker.runDry()
        speaker.finish(turn: 1)
        speaker.receive(ramp(240), turn: 2)
        #expect(speaker.play() == ramp(240))
        #expect(speaker.jitter.underruns == 0)
    }

    @Test func partsOfOtherRatesAreResampled() {
        let speaker = Loudspeaker()
        let samples = tone(16_000, hertz: 500, rate: 16_000)
        _ = speaker.pump.play(
            AudioPart(samples, sampleRate: 16_000),
            turn: 1,
            speaker.reading,
            at: .zero
        )
        speaker.finish()
        var resampler = Resampler(from: 16_000, to: 24_000)
        #expect(speaker.play() == resampler.process(samples) + resampler.finish())
    }

    @Test func aDeviceOfAnotherRateGetsTheReplyToItsLastSample() {
        let speaker = Loudspeaker(rate: 48_000)
        let samples = tone(4_800, hertz: 500, rate: 24_000)
        speaker.receive(Array(samples.prefix(1_000)))
        speaker.receive(Array(samples.dropFirst(1_000)))
        speaker.finish()
        var resampler = Resampler(from: 24_000, to: 48_000)
        #expect(speaker.play() == resampler.process(samples) + resampler.finish())
        let length = Duration.milliseconds(200)
        #expect(
            speaker.advance() == [
                .replyAudible(turn: 1, ago: .milliseconds(200)),
                .replyHeard(turn: 1, heard: length, received: length, wasCut: false),
            ]
        )
        #expect(speaker.takePlayed() == samples)
    }

    @Test func aDeviceThatComesBackWithAnotherRateGoesOnWhereItStopped() {
        let speaker = Loudspeaker()
        let samples = tone(4_800, hertz: 500, rate: 24_000)
        speaker.receive(samples)
        speaker.finish()
        _ = speaker.play(1_200)
        speaker.lose(1_200)
        speaker.change(rate: 48_000)
        _ = speaker.advance()
        var resampler = Resampler(from: 24_000, to: 48_000)
        let rest = resampler.process(Array(samples.dropFirst(2_400))) + resampler.finish()
        #expect(speaker.play() == rest)
        #expect(
            speaker.advance() == [
                .replyHeard(
                    turn: 1,
                    heard: .milliseconds(150),
                    received: .milliseconds(200),
                    wasCut: false
                )
            ]
        )
    }

    @Test func anotherDeviceGoesOnWhereTheFirstStopped() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(2_400))
        _ = speaker.play(1_000)
        speaker.removeStream()
        speaker.receive(ramp(240, from: 2_401))
        #expect(speaker.queued == .nanoseconds(1_640 * 1_000_000_000 / 24_000))
        speaker.replaceDevice()
        #expect(speaker.play() == ramp(1_640, from: 1_001))
    }

    @Test func aReplyToASwitchedOffLoudspeakerPassesInRealTimeUnheard() {
        let speaker = Loudspeaker(isMuted: true)
        speaker.receive(ramp(480, from: 100))
        speaker.finish()
        #expect(speaker.play() == [Int16](repeating: 0, count: 480))
        let received = Duration.milliseconds(20)
        #expect(
            speaker.advance() == [
                .replyHeard(turn: 1, heard: .zero, received: received, wasCut: false)
            ]
        )
        #expect(speaker.takePlayed() == ramp(480, from: 100), "its levels are seen")
    }

    @Test func switchingOnAgainFindsTheReplyWhereItWouldBe() {
        let speaker = Loudspeaker()
        speaker.receive(ramp(2_400))
        speaker.finish()
        #expect(speaker.play(600) == ramp(600))
        speaker.setMuted(true)
        #expect(speaker.play(600) == [Int16](repeating: 0, count: 600))
        speaker.setMuted(false)
        #expect(speaker.play() == ramp(1_200, from: 1_201))
        #expect(
            speaker.advance() == [
                .replyAudible(turn: 1, ago: .milliseconds(25)),
                .replyHeard(
                    turn: 1,
                    heard: .milliseconds(75),
                    received: .milliseconds(100),
                    wasCut: false
                ),
            ]
        )
    }

    @Test func withoutADeviceForGoodRepliesPassAtOnce() {
        var pump = PlaybackPump(isMuted: false)
        pump.giveUp(at: .zero)
        _ = pump.play(AudioPart(ramp(240)), turn: 1, PlayoutReading(), at: .zero)
        _ = pump.finish(turn: 1, PlayoutReading(), at: .zero)
        let received = Duration.milliseconds(10)
        #expect(
            pump.takeEvents() == [
                .replyHeard(turn: 1, heard: .zero, received: received, wasCut: false)
            ]
        )
    }
}
