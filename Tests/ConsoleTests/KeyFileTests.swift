// SPDX-License-Identifier: Apache-2.0

import Console
import TOMLFile
import TerminalUI
import Testing

/// Keys and layouts of a configuration file.
@Suite struct KeyFileTests {
    private func keymap(_ source: String) throws -> Keymap {
        let reader = TOMLReader(try TOMLDocument(source: source, name: "config.toml"))
        return try KeyFile.keymap(reading: #require(try reader.table("keys")))
    }

    private func error(_ source: String) -> String {
        do {
            _ = try keymap(source)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    private func command(_ chord: String, _ scope: KeyScope, _ keymap: Keymap) -> Command? {
        KeyChord(parsing: chord).flatMap { keymap.command(for: $0, in: scope) }
    }

    @Test func aListTakesThePlaceOfTheActionsOwnChords() throws {
        let keymap = try keymap("[keys]\nfreeze = [\"z\", \"F5\"]\n")
        #expect(command("z", .pane(.frames), keymap) == .freeze)
        #expect(command("F5", .global, keymap) == .freeze)
        #expect(command("u", .global, keymap) == nil)
    }

    @Test func anEmptyListLeavesTheActionWithoutAKey() throws {
        let keymap = try keymap("[keys]\nquit-now = []\nhold-tools = \"z\"\n")
        #expect(command("Q", .global, keymap) == nil)
        #expect(command("z", .pane(.tools), keymap) == .holdTools)
        #expect(keymap.actions(from: .global).contains { $0.name == "quit-now" })
    }

    @Test func controlCKeepsQuitting() throws {
        let keymap = try keymap("[keys]\nquit = [\"z\"]\n")
        #expect(command("Ctrl-C", .global, keymap) == .quit)
        #expect(command("q", .global, keymap) == nil)
    }

    @Test func contextsAreBoundByTheirNames() throws {
        let text = "[keys.frames]\ntoggle-audio-frames = \"z\"\n[keys.input-line]\nsend = \"F9\"\n"
        let keymap = try keymap(text)
        #expect(command("z", .pane(.frames), keymap) == .toggleAudioFrames)
        #expect(command("z", .pane(.tools), keymap) == nil)
        #expect(command("F9", .textEntry, keymap) == .send)
    }

    @Test func anActionCanBeBoundWhereItHadNoKey() throws {
        let text = "[keys.input-line]\ntoggle-microphone = \"Alt-m\"\n[keys]\ntheme = \"F8\"\n"
        let keymap = try keymap(text)
        #expect(command("Alt-m", .textEntry, keymap) == .toggleMicrophone)
        #expect(command("m", .global, keymap) == .toggleMicrophone)
        #expect(command("F8", .global, keymap) == .theme(nil))
    }

    @Test func aChordFreedByOneActionServesAnother() throws {
        let keymap = try keymap("[keys]\nconnect-or-disconnect = \"u\"\nfreeze = \"c\"\n")
        #expect(command("u", .global, keymap) == .connectOrDisconnect)
        #expect(command("c", .global, keymap) == .freeze)
    }

    @Test func anInnerContextTakesAChordOnlyWhenToldTo() throws {
        #expect(
            error("[keys.frames]\ntoggle-audio-frames = \"u\"\n")
                == "config.toml:2: keys.frames.toggle-audio-frames: u already means `freeze` in the "
                + "context global; expected a free chord, or overrides = true where an inner context "
                + "takes it from an outer one"
        )
        let text = "[keys.frames]\ntoggle-audio-frames = { keys = [\"u\"], overrides = true }\n"
        let keymap = try keymap(text)
        #expect(command("u", .pane(.frames), keymap) == .toggleAudioFrames)
        #expect(command("u", .pane(.tools), keymap) == .freeze)
    }

    @Test(arguments: [
        (
            "[keys]\nfrezze = \"z\"\n",
            "config.toml:2: keys.frezze: no action is called so; did you "
        ),
        ("[keys]\nblah = \"z\"\n", "`live-console keys` lists those there are"),
        ("[keys.nowhere]\nquit = \"z\"\n", "config.toml:1: keys.nowhere: no context is called so"),
        ("[keys]\nfreeze = \"Strg-X\"\n", "2: keys.freeze: expected a chord such as"),
        ("[keys]\n\nfreeze = [\"z\", 3]\n", "config.toml:3: "),
        ("[keys]\nfreeze = true\n", "expected an array of strings, found a boolean"),
        ("[keys]\nfreeze = \"Ctrl-M\"\n", "Ctrl-M cannot be bound: terminals send it for Enter"),
        ("[keys]\nfreeze = \"Ctrl-J\"\n", "terminals send it for Enter"),
        ("[keys]\nfreeze = \"Ctrl-I\"\n", "terminals send it for Tab"),
        ("[keys]\nfreeze = \"Ctrl-H\"\n", "terminals send it for Backspace"),
        ("[keys]\nfreeze = \"Ctrl-[\"\n", "terminals send it for Esc"),
        ("[keys]\nfreeze = \"Ctrl-S\"\n", "terminals may stop"),
        ("[keys]\nfreeze = \"Ctrl-C\"\n", "it always clears or quits"),
        ("[keys]\nfreeze = \"Ctrl-Z\"\n", "it always suspends"),
        ("[keys]\nhelp = \"z\"\n", "expected it under [keys.global] or [keys.always]"),
        ("[keys]\nfreeze = \"c\"\n", "c already means `connect-or-disconnect` in the context"),
        ("[keys]\nredraw = \"z\"\n", "z is typed there; expected a chord with Ctrl or Alt"),
        ("[keys.audio]\nhold-tools = \"z\"\n", "means nothing there; expected one of the contexts"),
    ])
    func whatCannotBeIsRefusedWithItsLine(source: String, words: String) {
        let message = error(source)
        #expect(message.contains(words), "\(message)")
        #expect(message.hasPrefix("config.toml:"))
    }

    @Test @MainActor func helpHintsAndPaletteShowTheReboundKeys() throws {
        let text = """
            [keys]
            connect-or-disconnect = "z"
            type-message = "F2"
            follow = "F3"
            [keys.confirm]
            """.replacing("[keys.confirm]", with: "")
        let stage = Stage(Size(width: 120, height: 40))
        stage.send(
            .configurationLoaded(
                theme: ThemeLoader.builtIn,
                keymap: try keymap(text),
                presets: LayoutPreset.builtIn
            )
        )
        #expect(stage.screen.contains("configuration loaded"))
        stage.press("Esc 3").wait(.seconds(6))
        #expect(stage.rows[38] == " > F2 types a message")
        #expect(stage.rows[39].contains("z connect"))
        #expect(stage.screen.contains("F3 following"))
        #expect(stage.press("?").type("connect or").screen.contains("z   "))
        let palette = stage.press("Esc Ctrl-P").type("connect-or").screen
        #expect(palette.contains("▶ z         connect-or-disconnect"))
        #expect(stage.press("Esc z").takeEffects().last == .connect)
    }

    @Test func theTableIsPrintedWithWhatChanged() throws {
        let text = KeymapDocument.text(try keymap("[keys]\nfreeze = \"z\"\nquit-now = []\n"))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("* z ") && $0.hasSuffix("(was u)") })
        #expect(lines.contains { $0.hasPrefix("* by name ") && $0.hasSuffix("(was Q)") })
        #expect(lines.contains { $0.hasPrefix("[keys.frames]") })
        #expect(!KeymapDocument.text(DefaultKeymap.keymap).contains("(was "))
    }
}
