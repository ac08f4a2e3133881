// SPDX-License-Identifier: Apache-2.0

import AudioALSA
import AudioCore
import Console
import LiveEngine
import Voice

/// The console's microphone and loudspeaker.
struct ConsoleVoice: Sendable {
    let pipeline: VoicePipeline<ContinuousClock>
    /// Whether a file is spoken in place of a microphone; it begins with the first session.
    private let recordingWaits: Bool

    /// Prepares the sound of a plan.
    ///
    /// - Parameters:
    ///   - plan: Where the sound comes from and goes to.
    ///   - isOn: Whether it is used unless the user said otherwise.
    /// - Throws: `CommandFailure` with code 2 naming a file that cannot be used.
    init(_ plan: SoundPlan, defaultingTo isOn: Bool) throws(CommandFailure) {
        let devices = try SoundDevices(plan, isHeard: true)
        var configuration = plan.configuration(defaultingTo: isOn)
        recordingWaits = devices.recording != nil && configuration.isMicrophoneOn
        if recordingWaits { configuration.isMicrophoneOn = false }
        pipeline = VoicePipeline(
            configuration: configuration,
            capture: devices.capture,
            playback: devices.playback,
            clock: ContinuousClock()
        )
    }

    /// Lets a session hear the microphone.
    func attach(_ session: LiveSession<ContinuousClock>, isFirst: Bool) {
        pipeline.attach { [session] in session.submit($0) }
        if recordingWaits, isFirst { pipeline.submit(.setMicrophone(isOn: true)) }
    }

    /// All devices, those in use marked; opens each for a moment, so it may take a second.
    @concurrent
    func devices() async -> [DeviceChoice] {
        let snapshot = pipeline.snapshot
        let used = [
            SoundDirection.input: snapshot.microphone.device.name,
            .output: snapshot.speaker.device.name,
        ]
        return [(AudioDirection.capture, SoundDirection.input), (.playback, .output)]
            .flatMap { asked, direction in
                ALSAHost().devices(asked).map { device in
                    DeviceChoice(
                        direction: direction,
                        name: device.name,
                        summary: device.summary,
                        isDefault: device.isDefault,
                        isInUse: device.name == used[direction],
                        note: device.given.note
                    )
                }
            }
    }
}

extension Result<GivenSetup, DeviceError> {
    /// What the device gave, or why it gave nothing, for a list.
    fileprivate var note: String {
        switch self {
        case .success(let given): given.format.description
        case .failure(let error): error.description
        }
    }
}
