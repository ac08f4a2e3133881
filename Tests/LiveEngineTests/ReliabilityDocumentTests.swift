// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// docs/reliability.md promises nothing that no test shows.
@Suite struct ReliabilityDocumentTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func everyFaultOfTheTableHasItsTest() throws {
        let document = try String(
            contentsOf: root.appending(path: "docs/reliability.md"),
            encoding: .utf8
        )
        let rows = document.split(separator: "\n").filter { $0.hasSuffix("` |") }
        #expect(rows.count > 25)
        let tests = try self.tests()
        for row in rows {
            let name = row.split(separator: "`").dropLast().last.map(String.init) ?? ""
            #expect(tests.contains("func \(name)("), "\(row)")
        }
    }

    /// The text of all tests of sessions and sockets.
    private func tests() throws -> String {
        let folders = [
            "EmbeddedServerTests", "EndToEndTests", "LiveEngineTests", "LiveNIOTransportTests",
            "WebSocketNIOTests",
        ]
        return try folders.flatMap { folder in
            let path = root.appending(path: "Tests/\(folder)").path
            return try FileManager.default.subpathsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".swift") }
                .map { try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8) }
        }
        .joined()
    }
}
