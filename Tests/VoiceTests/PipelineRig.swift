// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TestSupport

@testable import Voice

/// A pipeline between scripted devices, on a clock that the test moves.
struct PipelineRig: Sendable {
    let clock = ManualClock()
    let microphone: ScriptedMicrophone
    let speaker: ScriptedSpeaker
    let session = ScriptedSession()
    let pipeline: VoicePipeline<ManualClock>

    /// Runs `body` beside the pipeline, which has taken its first turn.
    static func run(
        _ configuration: VoiceConfiguration = VoiceConfiguration(),
        microphone: ScriptedMicrophone = ScriptedMicrophone(),
        speaker: ScriptedSpeaker = ScriptedSpeaker(),
        isAttached: Bool = true,
        _ body: (PipelineRig) async throws -> Void
    ) async throws {
        let rig = PipelineRig(configuration, microphone, speaker)
        if isAttached { rig.pipeline.attach(rig.session.submit) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await rig.pipeline.run() }
            await rig.clock.waitForSleepers()
            do {
                try await body(rig)
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
    }

    private init(
        _ configuration: VoiceConfiguration,
        _ microphone: ScriptedMicrophone,
        _ speaker: ScriptedSpeaker
    ) {
        self.microphone = microphone
        self.speaker = speaker
        pipeline = VoicePipeline(
            configuration: configuration,
            capture: microphone,
            playback: speaker,
            clock: clock
        )
    }

    /// Lets so much time pass, a millisecond at a time.
    func pass(milliseconds: Int) async {
        for _ in 0..<milliseconds {
            clock.advance(by: .milliseconds(1))
            await clock.waitForSleepers()
        }
    }

    /// Lets time pass until something holds; ten seconds at most.
    func passUntil(_ isMet: () -> Bool) async -> Bool {
        for _ in 0..<10_000 {
            if isMet() { return true }
            await pass(milliseconds: 1)
        }
        return isMet()
    }

    /// Lets the microphone hear samples in periods of 10 ms.
    func hear(_ samples: [Int16], rate: Int = 16_000) async {
        for start in stride(from: 0, to: samples.count, by: rate / 100) {
            await pass(milliseconds: 10)
            microphone.hear(Array(samples[start..<min(start + rate / 100, samples.count)]))
        }
        await pass(milliseconds: 10)
    }

    func receive(_ samples: [Int16], turn: Int) {
        pipeline.replyAudio.play(AudioPart(samples), turn: turn)
    }
}
