// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// The sound devices there are, one of them selected.
package struct DevicePicker: Sendable {
    /// Microphones first; nil until they have been found.
    private(set) var choices: [DeviceChoice]?
    var selected = 0

    /// One row of the list.
    enum Row: Equatable {
        case heading(SoundDirection)
        /// There is no device of this direction.
        case none
        case choice(Int)
    }

    /// Takes the devices; the microphone in use is selected.
    mutating func fill(_ found: [DeviceChoice], glyphs: GlyphSet) {
        let sorted = Self.directions.flatMap { direction in
            found.filter { $0.direction == direction }
        }
        choices = sorted.prefix(Self.capacity).map { choice in
            var shown = choice
            shown.summary = TerminalText.sanitized(
                choice.summary,
                glyphs: glyphs,
                newlines: .marked
            )
            shown.note = TerminalText.sanitized(choice.note, glyphs: glyphs, newlines: .marked)
            return shown
        }
        selected = choices?.firstIndex(where: \.isInUse) ?? 0
    }

    /// The devices that are listed at most: a machine with more has a program gone wild.
    private static let capacity = 200
    private static let directions: [SoundDirection] = [.input, .output]

    var selection: DeviceChoice? {
        guard let choices, choices.indices.contains(selected) else { return nil }
        return choices[selected]
    }

    mutating func move(_ motion: ScrollMotion) {
        guard let choices, !choices.isEmpty else { return }
        switch motion {
        case .top: selected = 0
        case .bottom: selected = choices.count - 1
        default: selected += motion.rows(height: 10) ?? 0
        }
        selected = min(max(selected, 0), choices.count - 1)
    }

    /// The rows of the list, none while the devices are being looked for.
    var rows: [Row] {
        guard let choices else { return [] }
        return Self.directions.flatMap { direction -> [Row] in
            let rows = choices.indices.filter { choices[$0].direction == direction }
            return [.heading(direction)] + (rows.isEmpty ? [.none] : rows.map { .choice($0) })
        }
    }
}
