// SPDX-License-Identifier: Apache-2.0

import TOMLFile
import Testing

@testable import LiveConsole

/// Damaged configurations end in an error with a line, or in settings and warnings.
@Suite struct ConfigurationFuzzTests {
    private static let source = """
        endpoint = "embedded"
        model = "models/m"
        voice = "Puck"
        modality = "audio"
        system = "Be brief."
        theme = "nord"
        mic = "off"
        speaker = "on"
        input_device = "hw:1"
        preset = "calls"
        vad = "manual"
        media_resolution = "low"
        [limits]
        context_tokens = 32768
        session_life = "15m"
        [prices]
        text_in = 0.5
        [profile.work]
        model = "models/n"
        [keys]
        freeze = ["z", "F5"]
        quit-now = []
        theme = "F8"
        [keys.tools]
        hold-tools = { keys = ["b"], overrides = true }
        [layout.calls]
        bands = [
          { rows = 10, columns = ["audio", "budget"] },
          { columns = ["transcript", ["tools", "frames"]] },
        ]
        """
    private static let words = [
        "[", "]", "[[", "=", "\"", "'", "\"\"\"", "\\", "\n", "{", "}", "1e9", "1979-05-27",
        "[profile.", "[keys.", "Ctrl-", "S-Tab", "columns = ", "\"frames\"", "profile = 1", "\u{0}",
        "#", "\u{1B}", "\u{202E}", "\"\\u001B\"",
    ]

    @Test func files() throws {
        let folder = try TestFolder()
        let samples = [Array(Self.source.utf8)]
        try FuzzRun("configuration", samples: samples, words: Self.words, rounds: 200).run {
            input in
            let path = try folder.write(input.bytes, to: "config.toml")
            do throws(TOMLError) {
                let file = try SettingsFile.load(path, isRequired: true)
                #expect(file.root.overlaid(with: Settings()) == file.root, input.origin)
                for warning in file.warnings {
                    #expect(warning.hasPrefix("\(path):"), input.origin)
                }
            } catch  where error.line > 0 {
                Complaint.check(error, of: input.bytes, name: path, input.origin)
            } catch {
                let isText = String(validating: input.bytes, as: UTF8.self) != nil
                #expect(!isText, "\(input.origin): \(error)")
            }
        }
    }
}
