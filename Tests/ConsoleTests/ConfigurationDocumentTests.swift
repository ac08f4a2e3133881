// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import TOMLFile
import Testing

/// The examples of docs/configuration.md are read by the program that they are for.
@Suite struct ConfigurationDocumentTests {
    private static let document = URL(fileURLWithPath: #filePath)
        .resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("docs/configuration.md")

    private func examples() throws -> [TOMLReader] {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        return try text.components(separatedBy: "```toml\n").dropFirst().map { part in
            let source = part.components(separatedBy: "```")[0]
            return TOMLReader(try TOMLDocument(source: source, name: "configuration.md"))
        }
    }

    @Test func theKeysAreRead() throws {
        let table = try #require(try examples().compactMap { try $0.table("keys") }.first)
        let keymap = try KeyFile.keymap(reading: table)
        #expect(keymap.chords(of: .freeze, in: .global) == ["z", "F5"])
        #expect(keymap.chords(of: .toggleMicrophone, in: .textEntry) == ["Alt-m"])
        #expect(keymap.chords(of: .holdTools, in: .pane(.tools)) == ["b"])
    }

    @Test func theLayoutIsRead() throws {
        let table = try #require(try examples().compactMap { try $0.table("layout") }.first)
        let preset = try #require(try LayoutFile.presets(reading: table).first)
        #expect(preset.name == "calls")
        #expect(
            preset.panes(hasSound: true, isWall: false) == [
                .transcript, .audio, .frames, .tools, .budget,
            ]
        )
    }
}
