// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AudioALSA
import AudioCore
import TerminalUI

/// `devices`: what can be listened to and heard, and what each device gave when it was asked.
struct Devices: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the sound devices, and what rates and channels they give.",
        discussion: """
            Each device is opened for a moment and asked for what the console wants: 16 kHz mono \
            from a microphone, 24 kHz mono from a speaker. `--input-device` and `--output-device` \
            take the names printed here; the one with a star is used otherwise.
            """
    )

    func execute() async throws {
        let host = ALSAHost()
        let lists = [AudioDirection.capture, .playback].map { ($0, host.devices($0)) }
        for (direction, devices) in lists {
            let title = direction == .capture ? "Microphones (capture)" : "Speakers (playback)"
            StandardStream.output.write("\(title)\n")
            for device in devices { StandardStream.output.write(Self.lines(for: device)) }
        }
        let works = lists.contains { $0.1.contains { (try? $0.given.get()) != nil } }
        if !works { StandardStream.output.write(Self.noDevice) }
    }

    static let noDevice = """

        This machine has no sound device that works. The console runs without one.
        A desktop's sound server is reached through ALSA's plugins; on Debian and Ubuntu:
            PulseAudio:  apt install libasound2-plugins
            PipeWire:    apt install pipewire-alsa
        A card that only root can use: add yourself to the group "audio" and log in again.

        """

    static func lines(for device: AudioDeviceDescription) -> String {
        let mark = device.isDefault ? "*" : " "
        let name = TerminalText.sanitized(device.name)
        var text = "\(mark) \(name)\n"
        if !device.summary.isEmpty { text += "      \(TerminalText.sanitized(device.summary))\n" }
        switch device.given {
        case .success(let given):
            let period = Self.milliseconds(given.periodFrames, of: given.format)
            let buffer = Self.milliseconds(given.bufferFrames, of: given.format)
            text += "      gives \(given.format), periods of \(period), a buffer of \(buffer)\n"
        case .failure(let error):
            text += "      \(TerminalText.sanitized(error.description))\n"
        }
        return text
    }

    private static func milliseconds(_ frames: Int, of format: AudioFormat) -> String {
        let tenths = (frames * 10_000 + format.sampleRate / 2) / format.sampleRate
        return tenths % 10 == 0 ? "\(tenths / 10) ms" : "\(tenths / 10).\(tenths % 10) ms"
    }
}
