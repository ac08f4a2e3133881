// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Voice

/// Pane 2: both directions of sound.
struct AudioPane: PaneWidget {
    let state: AudioState
    let scene: Scene

    private var snapshot: VoiceSnapshot { state.snapshot }
    private var theme: Theme { scene.theme }

    private var figures: SoundFigures {
        SoundFigures(snapshot: snapshot, theme: theme, table: scene.table)
    }

    var status: String {
        guard state.hasSound else { return "" }
        return "\(figures.talk.text) \(scene.table.dot) \(figures.duplex.text)"
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard state.hasSound else {
            let text = "This run has no microphone and no loudspeaker; text works as ever."
            Paragraph(Text(text, theme.style(.muted))).render(in: area, into: &buffer)
            return
        }
        var y = area.y
        let rows = AudioRow.shown(in: area.height)
        let hasMode = rows.contains { $0.kind == .mode }
        for row in rows {
            draw(
                row.kind,
                in: Rect(x: area.x, y: y, width: area.width, height: row.height),
                &buffer,
                hasMode: hasMode
            )
            y += row.height
        }
    }

    /// Draws a row; without a row for the mode, the row of speech tells of echo.
    private func draw(
        _ row: AudioRow.Kind,
        in area: Rect,
        _ buffer: inout CellBuffer,
        hasMode: Bool
    ) {
        let (microphone, speaker) = (snapshot.microphone, snapshot.speaker)
        switch row {
        case .inputMeter:
            meter("IN", SoundLook(microphone, table: scene.table), microphone.levels, .meterIn)
                .render(in: area, into: &buffer)
        case .outputMeter:
            meter("OUT", SoundLook(speaker, table: scene.table), speaker.levels, .meterOut)
                .render(in: area, into: &buffer)
        case .inputWave: wave(microphone.levels, .meterIn, in: area, &buffer)
        case .outputWave: wave(speaker.levels, .meterOut, in: area, &buffer)
        case .inputSpectrum: spectrum(microphone.levels, in: area, &buffer)
        case .outputSpectrum: spectrum(speaker.levels, in: area, &buffer)
        case .inputLevels: put(inputLevels, in: area, &buffer)
        case .inputDevice: put(inputDevice, in: area, &buffer)
        case .outputFlow: put(outputFlow, in: area, &buffer)
        case .outputDevice: put(outputDevice, in: area, &buffer)
        case .speech: speech(in: area, &buffer, hasEcho: !hasMode)
        case .mode: put(mode, in: area, &buffer)
        }
    }

    private func meter(
        _ label: String,
        _ look: SoundLook,
        _ levels: LevelSnapshot,
        _ ramp: ThemeRamp
    ) -> MeterRow {
        MeterRow(
            label: label,
            look: look,
            levels: levels,
            ramp: ramp,
            figures: [figures.peak(levels), figures.clip(levels)],
            theme: theme,
            glyphs: scene.glyphs
        )
    }
}

// MARK: - Rows of figures

extension AudioPane {
    private var inputLevels: [Span] {
        let (microphone, levels) = (snapshot.microphone, snapshot.microphone.levels)
        let (hold, floor) = (levels.hold, levels.noiseFloor)
        return [
            figures.muted("hold \(LevelText.decibels(hold).padded(to: 5))"),
            figures.muted("dc \(LevelText.offset(levels.dcOffset))"),
            figures.muted("floor \(LevelText.wholeDecibels(floor)) dB"),
            figures.muted("gain \(LevelText.gain(microphone.gain))"),
        ]
    }

    private var inputDevice: [Span] {
        let (device, unsent) = (snapshot.microphone.device, snapshot.microphone.droppedChunks)
        return [figures.format(device, ours: VoiceSnapshot.microphoneRate, isInput: true)]
            + losses(of: device)
            + (unsent > 0 ? [figures.count("unsent", unsent, .warn)] : [])
            + [figures.name(device)]
    }

    private var outputFlow: [Span] {
        let speaker = snapshot.speaker
        return [
            figures.queue,
            figures.muted("jitter \(speaker.jitterTarget.wholeMilliseconds) ms"),
            figures.count("underrun", speaker.underruns, .meterXrun),
            figures.muted("hold \(LevelText.decibels(speaker.levels.hold).padded(to: 5))"),
        ]
    }

    private var outputDevice: [Span] {
        let device = snapshot.speaker.device
        return [figures.format(device, ours: VoiceSnapshot.replyRate, isInput: false)]
            + losses(of: device) + [figures.name(device)]
    }

    private func losses(of device: DeviceSnapshot) -> [Span] {
        [
            figures.xruns(device),
            figures.count("lost", device.losses, .meterXrun),
        ]
            + (device.droppedFrames > 0
                ? [figures.count("dropped", device.droppedFrames, .warn)] : [])
    }

    private var mode: [Span] {
        var spans = [figures.echo]
        if let echo = snapshot.echo {
            spans[0].text += " at \(echo.lag.wholeMilliseconds) ms"
            if echo.isLikely {
                let cure =
                    snapshot.duplex == .full ? "headphones or half duplex (e) cure it" : "held off"
                spans.append(Span(cure, theme.style(.warn)))
            }
        }
        let detector =
            snapshot.turnDetection == .manual
            ? "Space begins and ends your turn" : "the server finds turns"
        return spans + [figures.muted(detector), figures.duplex]
    }

    private func put(_ spans: [Span], in area: Rect, _ buffer: inout CellBuffer) {
        var x = area.x + 4
        for (index, span) in spans.enumerated() {
            if index > 0 { x += 2 }
            let room = max(area.right - x, 0)
            let text = TerminalText.truncated(span.text, columns: room, glyphs: scene.glyphs)
            x += buffer.put(text, x: x, y: area.y, style: span.style, maxWidth: room)
        }
    }

    private func speech(in area: Rect, _ buffer: inout CellBuffer, hasEcho: Bool) {
        buffer.put("VAD", x: area.x, y: area.y, style: theme.style(.title), maxWidth: area.width)
        let width = min(AudioState.stripSteps, max(area.width - 26, 0))
        let strip = Rect(x: area.x + 4, y: area.y, width: width, height: 1)
        Sparkline(
            state.speechStrip,
            styles: [theme.style(.meterVadSilence), theme.style(.meterVadLocal)],
            glyphs: scene.glyphs
        )
        .render(in: strip, into: &buffer)
        let rest = Rect(
            x: strip.right - 3,
            y: area.y,
            width: area.right - strip.right + 3,
            height: 1
        )
        let probability = LevelText.hundredths(snapshot.microphone.speechProbability)
        let words = [figures.speech, figures.muted("\(probability) local")]
        put(words + (hasEcho ? [figures.echo] : []), in: rest, &buffer)
    }
}

// MARK: - Graphs

extension AudioPane {
    private static let graphLabel = 5

    private func wave(
        _ levels: LevelSnapshot,
        _ ramp: ThemeRamp,
        in area: Rect,
        _ buffer: inout CellBuffer
    ) {
        let graph = labelled("wave", in: area, &buffer)
        let silence = Array(repeating: 0.0, count: max(graph.width - levels.waveform.count, 0))
        Sparkline(
            silence + levels.waveform.map(Double.init),
            styles: stride(from: 0.0, through: 1, by: 0.1).map { theme.style(ramp, at: $0) },
            glyphs: scene.glyphs
        )
        .render(in: graph, into: &buffer)
    }

    /// Low tones at the left; each band as wide as the room allows.
    private func spectrum(_ levels: LevelSnapshot, in area: Rect, _ buffer: inout CellBuffer) {
        let graph = labelled("spec", in: area, &buffer)
        let bands = levels.spectrum
        guard !bands.isEmpty, !graph.isEmpty else { return }
        let columns = max(min(graph.width / bands.count, 3), 1)
        let shown = bands.prefix(graph.width / columns)
        let roles: [ThemeRole] = [.spectrumLow, .spectrumMid, .spectrumHigh]
        for (index, level) in shown.enumerated() {
            let role = roles[index * roles.count / bands.count]
            Sparkline(
                Array(repeating: LevelText.share(Double(level)), count: columns),
                styles: [theme.style(role)],
                glyphs: scene.glyphs
            )
            .render(
                in: Rect(
                    x: graph.x + index * columns,
                    y: graph.y,
                    width: columns,
                    height: graph.height
                ),
                into: &buffer
            )
        }
        let x = graph.x + shown.count * columns
        let note = " low \(scene.table.rightArrow) high"
        guard graph.right - x >= TextWidth.columns(of: note) else { return }
        buffer.put(note, x: x, y: area.bottom - 1, style: theme.style(.meterScale))
    }

    private func labelled(_ label: String, in area: Rect, _ buffer: inout CellBuffer) -> Rect {
        let style = theme.style(.muted)
        buffer.put(label, x: area.x + 4, y: area.bottom - 1, style: style, maxWidth: area.width - 4)
        let lead = 4 + Self.graphLabel
        return Rect(x: area.x + lead, y: area.y, width: area.width - lead, height: area.height)
    }
}
