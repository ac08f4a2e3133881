// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Makes inputs: samples with damage, words in any order, pure noise.
struct Mutator {
    /// What the mutations begin with.
    let samples: [[UInt8]]
    /// Pieces that mean something to the reader.
    let words: [[UInt8]]

    func input(_ random: inout SeededGenerator) -> [UInt8] {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return random.bytes(upTo: 400)
        case 1:
            let count = Int.random(in: 0...60, using: &random)
            return (0..<count).flatMap { _ in words.randomElement(using: &random) ?? [] }
        default:
            var bytes = samples.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes, &random) }
            return bytes
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let length = Int.random(in: 1...64, using: &random)
        let piece = place..<min(bytes.count, place + length)
        switch Int.random(in: 0..<11, using: &random) {
        case 0 where place < bytes.count:
            bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1 where place < bytes.count:
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.removeSubrange(piece)
        case 3: bytes.insert(contentsOf: bytes[piece], at: place)
        case 4:
            let donor = samples.randomElement(using: &random) ?? []
            let start = Int.random(in: 0...donor.count, using: &random)
            bytes.insert(contentsOf: donor[start...].prefix(length), at: place)
        case 5:
            let count = Int.random(in: 1...200, using: &random)
            let repeated = Array(bytes[piece].prefix(4))
            bytes.insert(contentsOf: (0..<count).flatMap { _ in repeated }, at: place)
        case 6: bytes.removeLast(bytes.count - place)
        case 7: replaceNumber(in: &bytes, after: place, &random)
        default: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [0], at: place)
        }
    }

    private static let numbers = [
        "0", "-1", "1e999", "-0.0", "9223372036854775807", "9223372036854775808", "4294967296",
        "99999999999999999999999", "0.1e-400", "65536", "1.5",
    ]

    /// Puts another number in the place of the first one behind a place.
    private func replaceNumber(
        in bytes: inout [UInt8],
        after place: Int,
        _ random: inout SeededGenerator
    ) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let start = bytes[place...].firstIndex(where: digits.contains) else { return }
        let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.endIndex
        let number = Self.numbers.randomElement(using: &random) ?? "0"
        bytes.replaceSubrange(start..<end, with: Array(number.utf8))
    }
}

extension SeededGenerator {
    /// Bytes of any values.
    mutating func bytes(upTo count: Int) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in
            UInt8.random(in: .min ... .max, using: &self)
        }
    }

    /// The bytes in pieces of any size.
    mutating func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var rest = bytes[...]
        var pieces: [ArraySlice<UInt8>] = []
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...rest.count, using: &self))
            pieces.append(piece)
            rest = rest[piece.endIndex...]
        }
        return pieces
    }
}
