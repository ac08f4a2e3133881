// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// How much of a reply was heard before it was cut short.
///
/// The times are measured at the device. Which words they cover is an estimate by proportion: the
/// transcript carries no times, so speech is taken to run evenly over its characters, and what was
/// received of the transcript to belong to what was received of the sound. A pause or a late piece
/// of transcript puts the estimate off by a few words.
struct HeardShare: Sendable, Equatable {
    var turn: Int
    var heard: Duration
    var received: Duration

    /// Where it was cut, such as `at 1.92 s of 6.40 s`.
    var text: String {
        heard > .zero
            ? "at \(TimeText.length(heard)) of \(TimeText.length(received))"
            : "before any of it was heard"
    }

    /// The characters of each text that were heard, up to the end of the word that was sounding.
    func characters(of texts: [String]) -> [Int] {
        let total = texts.reduce(0) { $0 + $1.count }
        let share = received > .zero ? min(max(heard / received, 0), 1) : 0
        var left = Int((Double(total) * share).rounded())
        return texts.map { text in
            let count = text.count
            guard left < count else {
                left -= count
                return count
            }
            defer { left = 0 }
            return left > 0 ? Self.endOfWord(at: left, in: text) : 0
        }
    }

    private static func endOfWord(at offset: Int, in text: String) -> Int {
        let rest = text.dropFirst(offset)
        return offset
            + (rest.firstIndex(of: " ").map { rest.distance(from: rest.startIndex, to: $0) }
                ?? rest.count)
    }
}
