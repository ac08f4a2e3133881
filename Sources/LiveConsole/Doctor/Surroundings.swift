// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Foundation
import TerminalNcurses
import TerminalUI

/// What the program finds around it, as far as it can be judged without opening anything.
struct Surroundings: Sendable {
    var environment: [String: String]
    /// The size of the terminal; nil where standard output is none.
    var terminalSize: Size?
    /// Why the full screen cannot be opened; nil where it can.
    var screenTrouble: TerminalError?

    // MARK: - Key

    /// Whether a key is configured, and where; never the key.
    func key(file: String?) -> Finding {
        for variable in Secrets.variables where !(environment[variable] ?? "").isEmpty {
            return .fine("\(variable) is set.")
        }
        do throws(CommandFailure) {
            guard try Secrets.apiKey(environment: environment, file: file) != nil else {
                return .doubtful(
                    "No API key: the console talks to its embedded server.",
                    "For Gemini: export GEMINI_API_KEY=…, a key from "
                        + "https://aistudio.google.com/apikey."
                )
            }
            return .fine("The key is read from \(file ?? "a file").")
        } catch {
            return .wrong(error.message, "Mend the file, or set GEMINI_API_KEY.")
        }
    }

    // MARK: - Terminal

    /// Terminal, size, locale and colours.
    var terminal: [Finding] {
        var findings: [Finding] = []
        if let screenTrouble { findings.append(finding(screenTrouble)) }
        if let terminalSize { findings.append(size(terminalSize)) }
        return findings + [locale, colors]
    }

    /// A report that goes into a file or a pipe says nothing about the terminal beside it.
    private func finding(_ trouble: TerminalError) -> Finding {
        if case .notATerminal = trouble {
            return .doubtful(
                "This runs in a pipe or writes to a file: the terminal was not looked at.",
                "Run `live-console doctor` in the terminal that the console shall use."
            )
        }
        return .wrong(trouble.description, "`live-console --plain` needs no terminal.")
    }

    private func size(_ size: Size) -> Finding {
        let text = "\(size.width)x\(size.height) cells"
        guard size.width >= 80, size.height >= 24 else {
            return .doubtful(
                "The terminal has \(text); one pane at a time is shown.",
                "80x24 shows all, 120x40 shows it side by side."
            )
        }
        return .fine("The terminal has \(text).")
    }

    private var locale: Finding {
        let chosen = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
            .compactMap { environment[$0] }
            .first { !$0.isEmpty }
        guard let chosen else {
            return .doubtful("No locale is set; C.UTF-8 is assumed.", "export LANG=C.UTF-8")
        }
        let name = chosen.lowercased()
        guard name.contains("utf-8") || name.contains("utf8") else {
            return .doubtful(
                "The locale \(chosen) is not UTF-8: pictures are drawn with +-|#.",
                "export LANG=C.UTF-8"
            )
        }
        return .fine("The locale \(chosen) is UTF-8.")
    }

    private var colors: Finding {
        if !(environment["NO_COLOR"] ?? "").isEmpty {
            return .doubtful("NO_COLOR is set: no colours.", "unset NO_COLOR, or --color 256.")
        }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"]) {
            return .fine("The terminal announces true colour.")
        }
        let type = environment["TERM"] ?? ""
        guard type.contains("256color") || type.contains("direct") else {
            return .doubtful(
                "TERM=\(type) promises few colours.",
                "If the terminal has more: export COLORTERM=truecolor, or a TERM with -256color."
            )
        }
        return .fine("TERM=\(type).")
    }

    // MARK: - Optional parts

    /// What is not needed, and what it would add.
    var optionalParts: [Finding] {
        [voice, recognizer, video]
    }

    private var voice: Finding {
        guard let notice = InstalledSynthesizer.find().notice else {
            return .fine("espeak-ng speaks the embedded server's replies.")
        }
        return .doubtful(notice, "apt install libespeak-ng1 espeak-ng-data")
    }

    private var recognizer: Finding {
        let script = try? Script.builtIn()
        guard let notice = script.flatMap({ InstalledRecognizer.find(for: $0).notice }) else {
            return .fine("pocketsphinx finds the words in what you say to the embedded server.")
        }
        return .doubtful(notice, "apt install libpocketsphinx3 pocketsphinx-en-us")
    }

    private var video: Finding {
        guard let path = path(of: "ffmpeg") else {
            return .doubtful(
                "ffmpeg is not installed; it is for video from cameras, screens and files.",
                "apt install ffmpeg"
            )
        }
        return .fine("ffmpeg, for video from cameras, screens and files: \(path).")
    }

    private func path(of program: String) -> String? {
        (environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/\(program)" }
            .first { access($0, X_OK) == 0 }
    }
}

extension Surroundings {
    /// The surroundings of this process.
    static func ofProcess() -> Surroundings {
        var window = winsize()
        let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
        var trouble: TerminalError?
        do throws(TerminalError) {
            try TerminalGuard.check()
        } catch {
            trouble = error
        }
        return Surroundings(
            environment: ProcessInfo.processInfo.environment,
            terminalSize: hasSize
                ? Size(width: Int(window.ws_col), height: Int(window.ws_row)) : nil,
            screenTrouble: trouble
        )
    }
}
