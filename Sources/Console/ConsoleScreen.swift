// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// Draws the whole console: a pure function of its state and look.
package enum ConsoleScreen {
    /// Draws every cell and returns where the cursor belongs; nil hides it.
    ///
    /// The theme must be resolved for the terminal's depth of colour.
    package static func draw(
        _ state: ConsoleState,
        theme: Theme,
        glyphs: GlyphSet,
        into buffer: inout CellBuffer
    ) -> Point? {
        let layout = ConsoleLayout(
            size: buffer.size,
            preset: state.preset,
            focus: state.pane,
            zoom: state.zoom,
            hasSound: state.hasSound,
            hasVideo: state.live.video.isShown
        )
        let scene = Scene(state, theme: theme, glyphs: glyphs, sizeClass: layout.sizeClass)
        buffer.fill(buffer.bounds, style: theme.ground)
        StatusBar(
            scene: scene,
            budget: state.live.budget.report(at: state.now),
            turns: state.live.turns.timelines,
            config: state.live.config,
            audio: state.live.audio,
            video: state.live.video,
            waitingCalls: state.live.tools.waiting.count,
            backlog: state.frozen?.backlog,
            isRecording: state.recording != nil,
            replay: state.replay
        )
        .render(in: layout.status, into: &buffer)
        if !layout.meters.isEmpty {
            // Never frozen: an open microphone must not look closed.
            MeterStrip(snapshot: state.live.audio.snapshot, theme: theme, glyphs: glyphs)
                .render(in: layout.meters, into: &buffer)
        }
        if !layout.lanes.isEmpty {
            LanesStrip(state: state.shown.lanes, scene: scene)
                .render(in: layout.lanes, into: &buffer)
        }
        if !layout.sizeLine.isEmpty { drawSizeLine(state, scene, layout, &buffer) }
        for placement in layout.placements {
            PaneFrame(placement: placement, layout: layout, state: state, scene: scene)
                .render(in: placement.area, into: &buffer)
        }
        if !layout.hints.isEmpty {
            HintLine(state: state, theme: theme).render(in: layout.hints, into: &buffer)
        }
        let input = InputLine(state: state, theme: theme)
        input.render(in: layout.input, into: &buffer)

        guard let overlay = state.overlays.last else {
            return state.isTyping ? input.cursor(in: layout.input) : nil
        }
        return draw(overlay, over: layout, state, theme: theme, glyphs: glyphs, into: &buffer)
    }

    private static func drawSizeLine(
        _ state: ConsoleState,
        _ scene: Scene,
        _ layout: ConsoleLayout,
        _ buffer: inout CellBuffer
    ) {
        let area = layout.sizeLine
        // Without a hint line, a message that matters takes this one.
        if layout.hints.isEmpty, state.flash != nil {
            HintLine(state: state, theme: scene.theme).render(in: area, into: &buffer)
            return
        }
        let (size, needed) = (buffer.size, SizeClass.needed)
        let tab = state.keymap.key(.nextPane, in: .always)
        let words = [
            "\(state.pane.title), \(tab) for the next pane; \(size), all at once needs \(needed)",
            "\(state.pane.title), \(tab) next; \(size), needs \(needed)",
            "\(size), needs \(needed)",
            "\(size)<\(needed)",
        ]
        let text = words.first { TextWidth.columns(of: $0) < area.width } ?? "\(size)"
        buffer.put(
            text,
            x: area.x + 1,
            y: area.y,
            style: scene.theme.style(.muted),
            maxWidth: max(area.width - 1, 0)
        )
    }
}
