// SPDX-License-Identifier: Apache-2.0

package import AudioCore
import CALSA
import Glibc

/// The sound devices of this machine, by ALSA.
///
/// Making one silences ALSA's own messages for the whole process.
package struct ALSAHost: CaptureDevice, PlaybackDevice {
    /// Names that every installation offers and behind which there is no device, and JACK: its
    /// library writes to standard error on its own, and who uses it can name it.
    private static let converters: Set<String> = [
        "null", "jack", "lavrate", "samplerate", "speexrate", "upmix", "vdownmix", "usbstream",
    ]

    package init() {
        calsa_silence_messages()
    }

    package func startCapture(
        _ configuration: StreamConfiguration,
        into writer: consuming SampleWriter
    ) throws(DeviceError) -> any AudioStream {
        try CaptureStream(configuration, into: writer)
    }

    package func startPlayback(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) -> any PlaybackControl {
        try PlaybackStream(configuration, from: reader)
    }

    /// The devices there are, the default first.
    ///
    /// Opens each for a moment to see what it gives: blocks for as long as a sound server takes.
    /// A device that is not really there is left out, the default excepted.
    package func devices(_ direction: AudioDirection) -> [AudioDeviceDescription] {
        // A server or card that came since the last list brings its own configuration.
        snd_config_update_free_global()
        var names = hints(direction)
        if !names.contains(where: { $0.name == "default" }) {
            names.insert(Hint(name: "default", summary: ""), at: 0)
        }
        let devices = names.map { describe($0, direction) }.filter { device in
            if device.isDefault { return true }
            guard case .failure(let error) = device.given else { return true }
            return error.condition != .absent && error.condition != .failed
        }
        return devices.filter(\.isDefault) + devices.filter { !$0.isDefault }
    }

    private struct Hint {
        var name: String
        var summary: String
    }

    private func describe(_ hint: Hint, _ direction: AudioDirection) -> AudioDeviceDescription {
        var configuration =
            direction == .capture ? StreamConfiguration.microphone : StreamConfiguration.speaker
        configuration.device = hint.name
        return AudioDeviceDescription(
            name: hint.name,
            summary: hint.summary,
            direction: direction,
            isDefault: hint.name == "default",
            given: Result { () throws(DeviceError) in
                try PCMHandle(direction, configuration).given
            }
        )
    }

    private func hints(_ direction: AudioDirection) -> [Hint] {
        var list: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        guard snd_device_name_hint(-1, "pcm", &list) >= 0, let list else { return [] }
        defer { snd_device_name_free_hint(list) }
        let wanted = direction == .capture ? "Input" : "Output"
        var hints: [Hint] = []
        var next = list
        while let entry = next.pointee {
            next += 1
            // No direction means both.
            let direction = text("IOID", of: entry) ?? wanted
            guard direction == wanted, let name = text("NAME", of: entry) else { continue }
            let kind = name.prefix { $0 != ":" }
            guard !Self.converters.contains(String(kind)) else { continue }
            let summary = text("DESC", of: entry)?.replacing("\n", with: ", ") ?? ""
            hints.append(Hint(name: name, summary: summary))
        }
        return hints
    }

    private func text(_ field: String, of hint: UnsafeMutableRawPointer) -> String? {
        guard let text = snd_device_name_get_hint(hint, field) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
