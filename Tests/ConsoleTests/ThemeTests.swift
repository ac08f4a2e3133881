// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import TerminalUI
import Testing

@Suite struct ThemeTests {
    /// The bundled themes at the top of the repository.
    private static let bundled = URL(fileURLWithPath: #filePath)
        .resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("themes").path

    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: bundled))
        .map { $0.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) } } ?? []

    @Test func everyBundledThemeIsBuiltIn() {
        #expect(Self.names.count >= 10)
        #expect(ThemeLoader(directories: []).names() == Self.names.sorted())
    }

    @Test(arguments: names)
    func everyBundledThemeLoadsWithoutWarnings(name: String) throws {
        let loaded = try ThemeLoader(directories: [Self.bundled]).load(name)
        #expect(loaded.warnings.map { "\($0)" } == [])
        #expect(loaded.theme.name == name)
        #expect(try ThemeLoader(directories: []).load(name).theme == loaded.theme)
    }

    @Test(arguments: names)
    func everyBundledThemeCanBeRead(name: String) throws {
        let loaded = try ThemeLoader(directories: []).load(name)
        let findings = ThemeLint(loaded.theme, variant: loaded.variant).findings
        #expect(findings.map(\.description) == [])
    }

    @Test func textTooPaleForItsGroundIsFound() throws {
        let loaded = try load("t", ["t": "[base]\nbackground = \"#ffffff\"\nlink = \"#eeeeee\""])
        let findings = ThemeLint(loaded.theme, variant: .light).findings.map(\.description)
        #expect(findings.contains("base.link: contrast 1.16 to its ground, 4.50 is needed"))
    }

    @Test func statesThatDifferInHueAloneAreFound() throws {
        let text = "[state]\nok = \"#009800\"\nerror = \"#ff2020\""
        let loaded = try load("t", ["t": text])
        let findings = ThemeLint(loaded.theme, variant: .dark).findings
        #expect(findings.contains { $0.role == "state.ok and state.error" })
    }

    @Test func rolesTakeTheColoursThatAChildNames() throws {
        let files = [
            "parent": "[colors]\nsea = \"#000080\"\n[base]\nlink = \"sea\"",
            "child": "[meta]\ninherits = \"parent\"\n[colors]\nsea = \"#0000ff\"",
        ]
        #expect(try load("parent", files).theme.style(.link).foreground == .rgb(0, 0, 0x80))
        #expect(try load("child", files).theme.style(.link).foreground == .rgb(0, 0, 0xFF))
    }

    @Test func previewShowsEveryRole() {
        let preview = ThemePreview(ThemeLoader.builtIn).drawn(width: 80).dump()
        for role in ThemeRole.allCases {
            #expect(preview.contains(String(role.rawValue.drop { $0 != "." }.dropFirst())))
        }
    }

    @Test func builtInThemeIsTheBundledDefault() throws {
        let bundled = try ThemeLoader(directories: [Self.bundled]).load("default-dark").theme
        #expect(ThemeLoader.builtIn == bundled)
    }

    @Test func defaultThemeNamesEveryRole() throws {
        let text = try String(contentsOfFile: Self.bundled + "/default-dark.toml", encoding: .utf8)
        for path in ThemeRole.allCases.map(\.rawValue) + ThemeRamp.allCases.map(\.rawValue) {
            let parts = path.split(separator: ".")
            let section = text.components(separatedBy: "\n[\(parts[0])]").dropFirst().first
            let body = section?.components(separatedBy: "\n[").first
            #expect(body?.contains("\n\(parts[1]) = ") == true, "\(path) is missing")
        }
    }

    /// Writes theme files into a folder of their own and loads one of them.
    private func load(_ name: String, _ files: [String: String]) throws -> ThemeLoader.Loaded {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("themes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (file, text) in files {
            let path = folder.appendingPathComponent("\(file).toml")
            try text.write(to: path, atomically: true, encoding: .utf8)
        }
        return try ThemeLoader(directories: [folder.path]).load(name)
    }

    private func failure(_ name: String, _ files: [String: String]) -> String {
        do {
            _ = try load(name, files)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func themeInheritsWhatItDoesNotSay() throws {
        let theme = try load(
            "child",
            [
                "child": "[meta]\ninherits = \"parent\"\n[base]\ntitle = \"#010203\"",
                "parent": "[base]\ntitle = \"#ffffff\"\nmuted = \"#7f\"",
            ]
        ).theme
        #expect(theme.style(.title).foreground == .rgb(1, 2, 3))
        #expect(theme.style(.muted).foreground == .rgb(0x7F, 0x7F, 0x7F))
        #expect(theme.style(.warn).foreground == .rgb(0xE5, 0xC0, 0x7B))
    }

    @Test func circleIsRefused() {
        let files = ["a": "[meta]\ninherits = \"b\"", "b": "[meta]\ninherits = \"a\""]
        #expect(failure("a", files).contains("in a circle: a → b → a"))
    }

    @Test func unknownRoleIsAWarningWithItsLine() throws {
        let loaded = try load("t", ["t": "[base]\ntitel = \"#ffffff\"\n\n[oops]\nx = 1"])
        let warnings = loaded.warnings.map { "\($0)" }
        #expect(warnings.count == 2)
        #expect(warnings[0].contains("t.toml:2: unknown key `base.titel`"))
        #expect(warnings[0].contains("did you mean `title`"))
    }

    @Test(arguments: [
        ("[base]\n\ntitle = \"bluish\"", ":3: base.title: expected a colour such as"),
        ("[base]\ntitle = 7", ":2: base.title: expected a colour or a table"),
        ("[base]\ntitle = \"#12345\"", "found \"#12345\""),
        ("[base]\ntitle = \"ansi:16\"", "found \"ansi:16\""),
        ("[base]\ntitle = { fg = \"x256:256\" }", "found \"x256:256\""),
        ("[base]\ntitle = { attr = [\"blink\"] }", "expected bold, dim, italic"),
        ("[meter]\nin = []", ":2: meter.in: expected at least one colour"),
        ("[meter]\nin = { start = \"#000000\" }", "is required"),
        ("[meta]\nvariant = \"pink\"", ":2: meta.variant: expected one of"),
    ])
    func wrongValueNamesFileLineAndExpectation(text: String, message: String) {
        let failure = failure("t", ["t": text])
        #expect(failure.contains("t.toml:"))
        #expect(failure.contains(message), "\(failure)")
    }

    @Test func missingThemeNamesWhereItWasLookedFor() {
        #expect(failure("nope", [:]).contains("nope.toml"))
    }

    @Test func sixteenColourTerminalsGetTheThemesOwnColours() {
        let theme = ThemeLoader.builtIn.resolved(for: .ansi16)
        #expect(theme.style(.error).foreground == .ansi(9))
        for role in ThemeRole.allCases {
            for color in [theme.style(role).foreground, theme.style(role).background] {
                switch color {
                case nil, .terminalDefault, .ansi: break
                default: Issue.record("\(role) has \(String(describing: color))")
                }
            }
        }
    }

    @Test(arguments: names)
    func monoHasNoColourAndKeepsTheSelectionVisible(name: String) throws {
        let theme = try ThemeLoader(directories: [Self.bundled]).load(name).theme.resolved(
            for: .mono
        )
        for role in ThemeRole.allCases {
            #expect(theme.style(role).foreground == nil, "\(role)")
            #expect(theme.style(role).background == nil, "\(role)")
        }
        #expect(theme.style(.selection).modifiers.contains(.reverse))
        #expect(theme.style(.cursorLine).modifiers.contains(.reverse))
        #expect(theme.style(.gaugeOK, at: 0.5).foreground == nil)
    }

    @Test func rampBlendsBetweenItsStops() {
        let ramp = ColorRamp(stops: [.rgb(0, 0, 0), .rgb(100, 0, 0), .rgb(100, 200, 0)])
        #expect(ramp.color(at: -1) == .rgb(0, 0, 0))
        #expect(ramp.color(at: 0.25) == .rgb(50, 0, 0))
        #expect(ramp.color(at: 0.75) == .rgb(100, 100, 0))
        #expect(ramp.color(at: 7) == .rgb(100, 200, 0))
        #expect(ramp.color(at: .nan) == .rgb(0, 0, 0))
    }
}
