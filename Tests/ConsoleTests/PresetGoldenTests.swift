// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import TestSupport
import Testing

/// Every built-in layout with a conversation, at every size.
@MainActor
@Suite struct PresetGoldenTests {
    @Test(arguments: LayoutPreset.builtIn.map(\.name), ScreenGoldenTests.sizes)
    func conversation(preset name: String, size: Size) throws {
        let preset = try #require(LayoutPreset.builtIn.first { $0.name == name })
        let stage = Stage(size, preset: preset, hasSound: true).conversation()
        let first = preset.panes(hasSound: true, isWall: false)[0]
        // The digit of the pane that has the focus would zoom it.
        stage.press(first == .transcript ? "Esc" : "Esc \(first.rawValue)")
        assertGolden(stage.dump(), name: "preset-\(name).\(size)")
    }

    @Test(arguments: [Size(width: 80, height: 24), Size(width: 120, height: 40)])
    func overlays(size: Size) {
        let palette = Stage(size, hasSound: true).connected().press("Esc 3 Ctrl-P").type("au")
        assertGolden(palette.dump(), name: "palette.\(size)")
        let line = Stage(size, hasSound: true).connected().press("Esc :").type("replay-t Tab")
        line.press("Backspace Backspace Backspace Backspace Tab")
        assertGolden(line.dump(), name: "command-line.\(size)")
        let themes = Stage(size, hasSound: true).connected().press("Esc : t h e m e Enter")
        themes.send(.themes(ThemeChoice.examples))
        assertGolden(themes.dump(), name: "themes.\(size)")
    }
}
