// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import TOMLFile

@Suite struct TOMLMutationTests {
    @Test func mutatedDocumentsParseOrThrowAndLinesHoldTheirKeys() throws {
        let seed: UInt64 = 20_260_701
        var random = SeededGenerator(seed: seed)
        var parsed = 0
        for round in 0..<10_000 {
            let source = mutate(Sample.text, with: &random)
            guard let document = try? TOMLDocument(source: source, name: "t") else { continue }
            parsed += 1
            let lines = source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            let isRight = keysStandOnTheirLines(document.root, lines)
            #expect(isRight, "seed \(seed), round \(round)")
        }
        #expect(parsed > 1_000, "seed \(seed): too few survive to mean anything")
    }

    /// Whether every bare key appears in the text of the line it is said to stand on.
    private func keysStandOnTheirLines(_ table: TOMLTable, _ lines: [String]) -> Bool {
        table.keys.allSatisfy { key in
            guard let node = table[key], lines.indices.contains(node.line - 1) else { return false }
            let isBare = key.utf8.allSatisfy(TOMLCursor.isBareKey)
            guard !isBare || lines[node.line - 1].contains(key) else { return false }
            let inner = node.value.tableValue.map { [$0] } ?? node.value.arrayValue?.tables ?? []
            return inner.allSatisfy { keysStandOnTheirLines($0, lines) }
        }
    }

    private func mutate(_ text: String, with random: inout SeededGenerator) -> String {
        var bytes = Array(text.utf8)
        let spice = Array("[]{}=.,#\"'\\\n\r\t -_aZ09\0\u{7F}é".utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.remove(at: at)
            case 1: bytes[at] = spice[Int.random(in: 0..<spice.count, using: &random)]
            case 2: bytes.insert(spice[Int.random(in: 0..<spice.count, using: &random)], at: at)
            case 3:
                let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
                bytes.insert(
                    contentsOf: bytes[at..<end],
                    at: Int.random(in: 0..<at + 1, using: &random)
                )
            default: bytes.removeSubrange(at..<min(bytes.count, at + 20))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [TOMLNode] {
    fileprivate var tables: [TOMLTable] { compactMap(\.value.tableValue) }
}
