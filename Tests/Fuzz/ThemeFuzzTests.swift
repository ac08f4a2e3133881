// SPDX-License-Identifier: Apache-2.0

import Console
import TOMLFile
import TerminalUI
import Testing

/// Damaged themes end in an error that names the place, or give a look that can be drawn.
@Suite struct ThemeFuzzTests {
    private static let words = [
        "[", "]", "=", "\"", "#", "#fff", "#ffffff", "inherits = \"fuzzed\"", "inherits = ",
        "rgb(", "bold", "{", "}", "\n", "[ansi16]", "[mono]", "color256", "-1", "\u{0}", "\u{1B}",
    ]

    @Test func themes() throws {
        let folder = try TestFolder()
        let samples = try Samples.files(in: "themes", ".toml")
        let loader = ThemeLoader(directories: [folder.path])
        let name = "\(folder.path)/fuzzed.toml"
        try FuzzRun("theme", samples: samples, words: Self.words, rounds: 200).run { input in
            try folder.write(input.bytes, to: "fuzzed.toml")
            do throws(TOMLError) {
                let loaded = try loader.load("fuzzed")
                Complaint.check(loaded.warnings, of: input.bytes, name: name, input.origin)
                for depth in ColorDepth.allCases { _ = loaded.theme.resolved(for: depth) }
            } catch  where error.line > 0 {
                Complaint.check(error, of: input.bytes, name: name, input.origin)
            } catch {
                // What it inherits does not exist, or is itself; or it is no text.
                #expect(Hidden.scalars(of: error.description).isEmpty, input.origin)
            }
        }
    }
}
