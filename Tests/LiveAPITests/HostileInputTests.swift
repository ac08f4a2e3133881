// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import LiveAPI

/// Whatever arrives, the codec answers with a message or an error, and what it answers is sound.
@Suite struct HostileInputTests {
    private let codec = MessageCodec()

    /// A crash ends the test process, so the seed is the test's argument: it is in the log by then.
    @Test(arguments: 0..<10 as Range<UInt64>)
    func mutatedMessagesAreSurvived(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let originals = try (Fixture.all(.client) + Fixture.all(.server)).map(\.bytes)
        for round in 0..<1000 {
            var bytes = originals.randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                mutate(&bytes, donors: originals, using: &generator)
            }
            check(bytes, "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func randomJSONIsSurvived(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "null", "true", "false",
            "0",
            "-", "1e", "9.5s", "é", "\u{0}", "\"setup\":", "\"server_content\":", "\"parts\":[",
            "\"data\":\"AA", "\"turnComplete\":true", " ",
        ].map { Array($0.utf8) }
        for round in 0..<1000 {
            let count = Int.random(in: 0...60, using: &generator)
            let pieces = (0..<count).compactMap { _ in tokens.randomElement(using: &generator) }
            check([UInt8(ascii: "{")] + pieces.joined(), "seed \(seed), round \(round)")
        }
    }

    @Test func everyPrefixOfAMessageIsAnErrorAtItsEnd() throws {
        for name in ["serverContent.every-field", "toolCall", "usageMetadata.alone"] {
            let bytes = try Fixture(.server, name).bytes.dropLast()
            for end in bytes.indices {
                let error = #expect(throws: JSONError.self) {
                    try codec.decodeServer(Array(bytes[..<end]))
                }
                #expect((error?.offset ?? 0) <= end)
            }
        }
    }

    @Test func aHugeNumberIsNoInteger() throws {
        let text =
            #"{"usageMetadata":{"totalTokenCount":1e300,"promptTokenCount":99999999999999999999}}"#
        let message = try codec.decodeServer(Array(text.utf8))
        #expect(message.usageMetadata == UsageMetadata())
        #expect(message.issues.count == 2)
    }

    /// What was read must be writable, and what was written must read as the same message.
    private func check(_ bytes: [UInt8], _ origin: String) {
        if let message = try? codec.decodeServer(bytes) {
            var expected = message
            (expected.unknown, expected.issues) = ([], [])
            #expect((try? codec.decodeServer(codec.encode(message))) == expected, "\(origin)")
        }
        if let message = try? codec.decodeClient(bytes) {
            var expected = message
            (expected.unknown, expected.issues) = ([], [])
            #expect((try? codec.decodeClient(codec.encode(message))) == expected, "\(origin)")
        }
        if let value = try? JSONValue(parsing: bytes) {
            #expect((try? JSONValue(parsing: value.serialized())) == value, "\(origin)")
            #expect((try? JSONValue(parsing: value.serialized(pretty: true))) == value, "\(origin)")
        }
    }

    private func mutate(
        _ bytes: inout [UInt8],
        donors: [[UInt8]],
        using generator: inout SeededGenerator
    ) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0 where place < bytes.count:
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1 where place < bytes.count:
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2:
            bytes.removeSubrange(place..<min(bytes.count, place + 4))
        case 3:
            bytes.insert(
                contentsOf: "{}[],:\"\\0e-".utf8.shuffled(using: &generator).prefix(2),
                at: place
            )
        case 4:
            let donor = donors.randomElement(using: &generator) ?? []
            let start = Int.random(in: 0...donor.count, using: &generator)
            bytes.insert(contentsOf: donor[start..<min(donor.count, start + 40)], at: place)
        default:
            bytes.removeLast(min(bytes.count, Int.random(in: 0...3, using: &generator)))
        }
    }
}
