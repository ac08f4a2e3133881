// SPDX-License-Identifier: Apache-2.0

import AudioALSA
import AudioCore
import Console
import Voice

/// Looks for sound devices and listens to the microphone for two seconds.
struct SoundTrial: Sendable {
    let plan: SoundPlan

    private static let listening = Duration.seconds(2)

    /// What the speaker's device gives; opens it for a moment.
    @concurrent
    func speaker() async -> Finding {
        if case .file(let path) = plan.speaker { return .fine("Replies are written to \(path).") }
        let name = plan.speaker.deviceName
        let device = ALSAHost().devices(.playback)
            .first { name == nil ? $0.isDefault : $0.name == name }
        switch device?.given {
        case .success(let given):
            return .fine("The speaker \(device?.name ?? "") gives \(given.format).")
        case .failure(let error):
            return .doubtful("\(error)", "The console runs without a speaker.")
        case nil:
            return .doubtful(
                "There is no speaker\(name.map { " called \($0)" } ?? "").",
                "The console runs without; `live-console devices` lists what there is."
            )
        }
    }

    /// The levels of the microphone, which the person should speak into meanwhile.
    @concurrent
    func microphone() async throws(CommandFailure) -> [Finding] {
        let pipeline = try ConsoleVoice(plan, defaultingTo: true).pipeline
        pipeline.submit(.setMicrophone(isOn: true))
        pipeline.submit(.setSpeaker(isOn: false))
        let clock = ContinuousClock()
        var evidence = MicEvidence(pipeline.snapshot.microphone)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await pipeline.run() }
            let end = clock.now + Self.listening
            while clock.now < end {
                guard (try? await clock.sleep(for: .milliseconds(30))) != nil else { break }
                evidence.take(pipeline.snapshot.microphone)
            }
            group.cancelAll()
        }
        return evidence.findings.map(Finding.init)
    }
}
