// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Testing

@testable import LiveConsole

/// What the documents tell people to type is what the program takes.
@Suite struct DocumentedCommandTests {
    /// One command line and where it stands.
    struct Documented: Sendable, CustomTestStringConvertible {
        var document: String
        var words: [String]

        var testDescription: String { "\(document): live-console \(words.joined(separator: " "))" }
    }

    @Test func thereAreCommandsInTheDocuments() {
        #expect(Self.documented.count { $0.document == "README.md" } > 25)
    }

    @Test(arguments: documented) func aDocumentedCommandIsTaken(_ documented: Documented) throws {
        do {
            _ = try LiveConsoleCommand.parseAsRoot(documented.words)
        } catch {
            let code = LiveConsoleCommand.exitCode(for: error)
            #expect(code.isSuccess, "\(LiveConsoleCommand.message(for: error))")
        }
    }

    private static let documented: [Documented] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let documents = root.appending(path: "docs")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: documents.path)) ?? []
        let paths =
            ["README.md"] + names.sorted().filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
        return paths.flatMap { path in
            let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
            return commands(in: text).map { Documented(document: path, words: $0) }
        }
    }()

    /// The words behind `live-console` of every line and code span that begins with it.
    private static func commands(in text: String) -> [[String]] {
        let spans = text.matches(of: /`(?:[A-Z_]+=\S+ )*live-console([^`\/][^`]*)?`/)
            .map { String($0.1 ?? "") }
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("live-console ") }
            .map { String($0.dropFirst("live-console".count)) }
        return (spans + lines).map(words)
    }

    /// Splits as a shell does, up to a comment, a redirection or the `&` of a background job.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open {
                    quote = nil
                } else {
                    word = (word ?? "") + String(character)
                }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let done = word { words.append(done) }
        return Array(words.prefix { !["#", "&", ">", "|"].contains($0) })
    }
}
