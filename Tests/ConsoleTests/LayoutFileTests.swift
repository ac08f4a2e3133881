// SPDX-License-Identifier: Apache-2.0

import Console
import TOMLFile
import TerminalUI
import Testing

@Suite struct LayoutFileTests {
    private func presets(_ source: String) throws -> [LayoutPreset] {
        let reader = TOMLReader(try TOMLDocument(source: source, name: "config.toml"))
        return try LayoutFile.presets(reading: #require(try reader.table("layout")))
    }

    private static let mine = """
        [layout.mine]
        bands = [
          { rows = 10, columns = ["budget", "turns"] },
          { columns = ["transcript", ["frames", "tools"]] },
        ]
        """

    @Test func bandsAndColumnsStandAsWritten() throws {
        let preset = try #require(try presets(Self.mine).first)
        let layout = ConsoleLayout(
            size: Size(width: 120, height: 40),
            preset: preset,
            focus: .frames
        )
        #expect(layout.placements.map(\.pane) == [.budget, .turns, .transcript, .frames, .tools])
        let areas = [
            Rect(x: 0, y: 1, width: 60, height: 10), Rect(x: 60, y: 1, width: 60, height: 10),
            Rect(x: 0, y: 11, width: 60, height: 27), Rect(x: 60, y: 11, width: 60, height: 13),
            Rect(x: 60, y: 24, width: 60, height: 14),
        ]
        #expect(layout.placements.map(\.area) == areas)
    }

    @Test @MainActor func ownLayoutsComeAfterTheBuiltInOnes() throws {
        let stage = Stage(Size(width: 120, height: 40), preset: .latency).press("Esc")
        stage.send(
            .configurationLoaded(
                theme: ThemeLoader.builtIn,
                keymap: DefaultKeymap.keymap,
                presets: LayoutPreset.builtIn + (try presets(Self.mine))
            )
        )
        #expect(stage.press("p").state.preset.name == "mine")
        #expect(stage.screen.contains("layout: mine"))
        #expect(stage.press("p").state.preset.name == "talk")
        #expect(stage.type(":preset mine").press("Enter").state.preset.name == "mine")
    }

    @Test(arguments: [
        ("[layout.debug]\nbands = []\n", "config.toml:1: layout.debug: is the name of a built-in"),
        ("[layout.a]\n", "config.toml:1: layout.a: expected bands = [{ columns"),
        (
            "[layout.a]\nbands = [{ columns = [\"frams\"] }]\n",
            "2: layout.a.bands.columns: expected a pane, one of transcript, audio"
        ),
        (
            "[layout.a]\nbands = [\n{ columns = [\"frames\"] },\n{ columns = [\"frames\"] }]\n",
            "config.toml:4: layout.a.bands.columns: frames stands twice in this layout"
        ),
        ("[layout.a]\nbands = [{ columns = [] }]\n", "expected one to four columns"),
        ("[layout.a]\nbands = [{ columns = [[]] }]\n", "expected a pane in every column"),
        ("[layout.a]\nbands = [{ rows = 1, columns = [\"log\"] }]\n", "from 3 to 100, found 1"),
        (
            "[layout.a]\nbands = [{ rows = 9, columns = [\"frames\"] }]\n",
            "expected a band without rows, which takes what is left"
        ),
        ("[layout.\"a b\"]\nbands = []\n", "expected a name of letters, digits and hyphens"),
        ("[layout]\na = 3\n", "config.toml:2: layout.a: expected a table, found an integer"),
    ])
    func badLayoutsAreRefusedWithTheirLine(source: String, words: String) {
        let message: String
        do {
            _ = try presets(source)
            message = "no error"
        } catch {
            message = "\(error)"
        }
        #expect(message.contains(words), "\(message)")
    }
}
