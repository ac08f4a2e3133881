// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// The Audio tab: the figures and the shape of the sound in a frame.
struct SoundRows {
    let frame: InspectedFrame
    let glyphs: GlyphSet

    private static let waveRows = 4

    func rows(width: Int) -> ListedRows {
        let entry = frame.entry
        guard !entry.sound.isEmpty else {
            let text = "No sound in this frame."
            return ListedRows(rows: RoleLine.wrapped(text, .muted, width: width))
        }
        return ListedRows(rows: entry.sound.flatMap { rows(of: $0, width: width) })
    }

    /// Length, rate and level in a line.
    static func words(_ sound: FrameSound) -> String {
        let length = sound.duration.map { "\(TimeText.length($0))" } ?? "rate not said"
        let rate = sound.sampleRate.map { " at \(LevelText.rate($0))Hz" } ?? ""
        return "\(length)\(rate), \(LevelText.decibels(sound.rmsDBFS)) dBFS, "
            + "peak \(LevelText.decibels(sound.peakDBFS))"
    }

    private func rows(of sound: FrameSound, width: Int) -> [RoleLine] {
        let type = TerminalText.sanitized(sound.mimeType, glyphs: glyphs, newlines: .marked)
        let facts: [(String, String)] = [
            ("type", type),
            ("length", sound.duration.map { TimeText.length($0) } ?? "the type says no rate"),
            ("rate", sound.sampleRate.map { "\(TimeText.grouped($0)) Hz" } ?? "not said"),
            ("samples", TimeText.grouped(sound.samples)),
            ("level", "\(LevelText.decibels(sound.rmsDBFS)) dBFS"),
            ("peak", "\(LevelText.decibels(sound.peakDBFS)) dBFS"),
            ("clipped", TimeText.grouped(sound.clipped)),
        ]
        let lines = facts.map { label, text in
            let blanks = String(repeating: " ", count: 9 - label.count)
            let role: ThemeRole = label == "clipped" && sound.clipped > 0 ? .meterClip : .foreground
            return RoleLine([(label + blanks, .muted), (text, role)])
        }
        let note = "The samples are not kept; a recording has them."
        return lines + wave(of: sound, width: width)
            + RoleLine.wrapped(note, .muted, width: width)
    }

    /// The shape as columns that grow from the bottom.
    private func wave(of sound: FrameSound, width: Int) -> [RoleLine] {
        let (shape, steps) = (sound.shape, glyphs.table.verticalSteps)
        guard !shape.isEmpty, width > 0 else { return [] }
        let columns = min(width, shape.count * 2)
        let isUp = frame.entry.direction == .clientToServer
        return (0..<Self.waveRows).reversed().map { row in
            let text = (0..<columns).map { column -> Character in
                let share = Double(shape[column * shape.count / columns]) / 255
                let filled = Int((share * Double(Self.waveRows * (steps.count - 1))).rounded())
                return steps[
                    min(max(filled - row * (steps.count - 1), row == 0 ? 1 : 0), steps.count - 1)
                ]
            }
            return RoleLine(String(text), isUp ? .laneUser : .laneModel)
        }
    }
}
