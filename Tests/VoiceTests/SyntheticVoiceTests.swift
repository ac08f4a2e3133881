// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine
import Testing

@testable import Voice

/// The whole pipeline in real time, on devices with threads.
@Suite struct SyntheticVoiceTests {
    @Test(.timeLimit(.minutes(1)))
    func aMicrophoneIsHeardWhileAReplyIsPlayed() async throws {
        let session = ScriptedSession()
        let pipeline = VoicePipeline(
            configuration: VoiceConfiguration(),
            capture: SyntheticMicrophone(hearing: .tone(hertz: 440)),
            playback: SyntheticSpeaker(),
            clock: ContinuousClock()
        )
        pipeline.attach(session.submit)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await pipeline.run() }
            pipeline.replyAudio.play(AudioPart(ramp(2_400)), turn: 1)
            pipeline.replyAudio.finish(turn: 1)
            let length = Duration.milliseconds(100)
            let over = VoiceEvent.replyHeard(
                turn: 1,
                heard: length,
                received: length,
                wasCut: false
            )
            while !session.reports.contains(over) || session.chunks.count < 10 {
                try? await Task.sleep(for: .milliseconds(1))
            }
            let isAudible = session.reports.contains {
                if case .replyAudible(turn: 1, _) = $0 { true } else { false }
            }
            #expect(isAudible)
            #expect(session.chunks.allSatisfy { $0.samples.count == 320 })
            #expect(pipeline.snapshot.microphone.levels.rms > -30)
            #expect(pipeline.snapshot.speaker.device.status == .running)
            group.cancelAll()
        }
    }
}
