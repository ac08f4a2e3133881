// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Voice

/// The levels of both directions in two rows, for screens that show one pane at a time.
struct MeterStrip: Widget {
    let snapshot: VoiceSnapshot
    let theme: Theme
    let glyphs: GlyphSet

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let figures = SoundFigures(snapshot: snapshot, theme: theme, table: glyphs.table)
        let (microphone, speaker) = (snapshot.microphone, snapshot.speaker)
        let rows = [
            MeterRow(
                label: "IN",
                look: SoundLook(microphone, table: glyphs.table),
                levels: microphone.levels,
                ramp: .meterIn,
                figures: [
                    figures.peak(microphone.levels),
                    figures.clip(microphone.levels).padded(to: 9),
                    figures.speech, figures.talk.padded(to: 11),
                ],
                theme: theme,
                glyphs: glyphs
            ),
            MeterRow(
                label: "OUT",
                look: SoundLook(speaker, table: glyphs.table),
                levels: speaker.levels,
                ramp: .meterOut,
                figures: [
                    figures.peak(speaker.levels), figures.queue.padded(to: 12),
                    figures.xruns(speaker.device), figures.echo.padded(to: 10),
                ],
                theme: theme,
                glyphs: glyphs
            ),
        ]
        let area = area.inset(horizontal: 1, vertical: 0)
        for (index, row) in rows.enumerated() { row.render(in: area.row(index), into: &buffer) }
    }
}
