// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import Testing

extension BindingCases {
    private typealias Scene = BindingScene

    static let discoveryCases = [
        BindingCase(
            "palette",
            "run-action",
            { Scene.panes("Ctrl-P").type("quit-now") },
            {
                $0.effects == [.quit]
            }
        ),
        BindingCase("palette", "up", { Scene.panes("Ctrl-P Down Down") }, { row($0) == 1 }),
        BindingCase("palette", "down", { Scene.panes("Ctrl-P Down") }, { row($0) == 2 }),
        BindingCase("palette", "page-up", { Scene.panes("Ctrl-P Down") }, { row($0) == 0 }),
        BindingCase("palette", "page-down", { Scene.panes("Ctrl-P") }, { (row($0) ?? 0) > 10 }),
        BindingCase("palette", "back", { Scene.panes("Ctrl-P") }, { $0.state.overlays.isEmpty }),
        BindingCase(
            "command-line",
            "run-command",
            { Scene.panes(":").type("quit-now") },
            {
                $0.effects == [.quit]
            }
        ),
        BindingCase(
            "command-line",
            "complete",
            { Scene.panes(":").type("toggle-mi") },
            {
                typed($0) == "toggle-microphone"
            }
        ),
        BindingCase(
            "command-line",
            "complete-backward",
            { Scene.panes(":").type("replay-to") },
            {
                typed($0) == "replay-to-start"
            }
        ),
        BindingCase(
            "command-line",
            "history-previous",
            { Scene.panes(": u n s Esc :").type("freeze").press("Enter :") },
            {
                typed($0) == "freeze"
            }
        ),
        BindingCase(
            "command-line",
            "history-next",
            { Scene.panes(":").type("freeze").press("Enter :").type("gr").press("Up") },
            {
                typed($0) == "gr"
            }
        ),
        BindingCase("command-line", "back", { Scene.panes(":") }, { $0.state.overlays.isEmpty }),
        BindingCase(
            "theme-picker",
            "keep-theme",
            { Scene.themes("Up") },
            {
                $0.effects == [.keepTheme("day")] && $0.state.theme.name == "day"
            }
        ),
        BindingCase("theme-picker", "up", { Scene.themes() }, { $0.state.theme.name == "day" }),
        BindingCase(
            "theme-picker",
            "down",
            { Scene.themes("Up") },
            {
                $0.state.theme.name == "default-dark" && $0.screen.contains("▶ default-dark")
            }
        ),
        BindingCase("theme-picker", "top", { Scene.themes() }, { $0.state.theme.name == "day" }),
        BindingCase(
            "theme-picker",
            "bottom",
            { Scene.themes() },
            {
                $0.screen.contains("▶ torn")
            }
        ),
        BindingCase(
            "theme-picker",
            "back",
            { Scene.themes("Up") },
            {
                $0.state.overlays.isEmpty && $0.state.theme.name == "default-dark"
            }
        ),
    ]

    /// What stands in the command line.
    @MainActor
    private static func typed(_ stage: Stage) -> String? {
        let row = stage.rows.first { $0.hasPrefix(" : ") }
        return row.map { String($0.dropFirst(3)) }
    }

    /// The row of the palette that the pointer stands at, below the field.
    @MainActor
    private static func row(_ stage: Stage) -> Int? {
        guard case .palette? = stage.state.overlays.last else { return nil }
        let rows = stage.rows
        let first = rows.firstIndex { $0.contains("│ > ") }
        let pointed = rows.firstIndex { $0.contains("│ ▶ ") }
        return first.flatMap { first in pointed.map { $0 - first - 1 } }
    }
}
