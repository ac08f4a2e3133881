// SPDX-License-Identifier: Apache-2.0

import AudioALSA
import AudioCore

/// The devices that a sound plan names: ALSA's, files, or nothing at all.
struct SoundDevices {
    let capture: any CaptureDevice
    let playback: any PlaybackDevice
    /// The microphone again where it is a file, which ends.
    let recording: SyntheticMicrophone?

    /// - Throws: `CommandFailure` with code 2 naming a file that cannot be used.
    init(_ plan: SoundPlan, isHeard: Bool) throws(CommandFailure) {
        switch plan.microphone {
        case .device:
            capture = ALSAHost()
            recording = nil
        case .file(let path):
            let sound = try SoundFile(path: path, sampleRate: AudioFormat.microphone.sampleRate)
            let microphone = SyntheticMicrophone(hearing: .clip(sound.samples))
            capture = microphone
            recording = microphone
        }
        switch plan.speaker {
        case .device where isHeard: playback = ALSAHost()
        case .device: playback = SyntheticSpeaker()
        case .file(let path): playback = SyntheticSpeaker(recordingTo: path)
        }
    }
}
