// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveEngine
import Synchronization

/// A session that writes down what it is handed.
final class ScriptedSession: Sendable {
    private let commands = Mutex<[SessionCommand]>([])
    private let accepts: Bool

    init(accepts: Bool = true) {
        self.accepts = accepts
    }

    @Sendable func submit(_ command: SessionCommand) -> Bool {
        commands.withLock { $0.append(command) }
        return accepts
    }

    /// The chunks, in order.
    var chunks: [AudioPart] {
        commands.withLock { commands in
            commands.compactMap { if case .sendAudio(let part) = $0 { part } else { nil } }
        }
    }

    var samples: [Int16] { chunks.flatMap { PCM16.samples(fromLittleEndian: $0.pcm) } }

    /// What it heard of the sound devices and of speech, in order.
    var reports: [VoiceEvent] {
        commands.withLock { commands in
            commands.compactMap { if case .report(let event) = $0 { event } else { nil } }
        }
    }

    /// Everything but devices' states and detected speech, in a line each; chunks in a row are one line.
    var dialogue: [String] {
        commands.withLock { commands in
            commands.reduce(into: []) { lines, command in
                guard let line = Self.line(command) else { return }
                if line != "audio" || lines.last != line { lines.append(line) }
            }
        }
    }

    func forget() {
        commands.withLock { $0.removeAll() }
    }

    private static func line(_ command: SessionCommand) -> String? {
        switch command {
        case .sendAudio: "audio"
        case .endAudioStream: "end of audio"
        case .startActivity: "activity starts"
        case .endActivity: "activity ends"
        case .report(.microphone(let isOpen)): isOpen ? "open" : "closed"
        case .report(.device), .report(.speech): nil
        case .report(let event): "\(event)"
        case .sendText, .sendVideo, .reportVideo, .note, .reportTool, .inject, .interrupt, .apply,
            .close:
            "\(command)"
        }
    }
}
