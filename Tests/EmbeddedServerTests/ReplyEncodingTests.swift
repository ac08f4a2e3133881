// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import EmbeddedServer
import Testing

@Suite struct TextPiecesTests {
    @Test(arguments: ["", " ", "one", "one two", "  lead and trail  ", "a\n\nb", "x. y"])
    func piecesConcatenateToTheWhole(text: String) {
        #expect(TextPieces.words(text).joined() == text)
        #expect(TextPieces.sentences(text).joined() == text)
    }

    @Test func wordsKeepTheSpaceAfterThem() {
        #expect(TextPieces.words(" Hi there,  you") == [" Hi ", "there,  ", "you"])
    }

    @Test func sentencesEndAtStopsAndAtALength() {
        #expect(
            TextPieces.sentences("It is 3.5 m. \"Really?\" Yes!")
                == ["It is 3.5 m. ", "\"Really?\" ", "Yes!"]
        )
        #expect(TextPieces.sentences("a b c d e", maximumWords: 2) == ["a b ", "c d ", "e"])
    }
}

@Suite struct SpeechEncoderTests {
    private let sentence = "one two three four five six seven eight nine ten "

    /// Speaks the sentence in blocks of this many samples; five seconds in all.
    private func events(blockSamples: Int) -> [ReplyEvent] {
        var encoder = SpeechEncoder()
        encoder.begin(sentence: sentence)
        var events: [ReplyEvent] = []
        var left = 120_000
        while left > 0 {
            let count = min(left, blockSamples)
            events += encoder.add((0..<count).map { Int16(truncatingIfNeeded: left - $0) })
            left -= count
        }
        return events + encoder.endSentence() + encoder.finish()
    }

    @Test(arguments: [1, 7, 1_201, 2_400, 2_401, 120_000])
    func chunksAreATenthOfASecondWhateverTheBlocks(blockSamples: Int) {
        let chunks = events(blockSamples: blockSamples).compactMap { event in
            if case .audio(let bytes) = event { bytes } else { nil }
        }
        #expect(chunks.dropLast().allSatisfy { $0.count == PCMOut.chunkBytes })
        #expect(chunks.joined().count == 240_000)
        let whole = events(blockSamples: 120_000).compactMap { event in
            if case .audio(let bytes) = event { bytes } else { nil }
        }
        #expect(Array(chunks.joined()) == Array(whole.joined()))
    }

    @Test func wordsAreSpreadOverTheSound() {
        let events = events(blockSamples: 2_400)
        var bytes = 0
        var text = ""
        var textAtHalf: String?
        for event in events {
            if case .audio(let chunk) = event { bytes += chunk.count }
            if case .transcript(let words) = event { text += words }
            if bytes >= 80_000, textAtHalf == nil { textAtHalf = text }
        }
        #expect(text == sentence)
        #expect(textAtHalf?.isEmpty == false)
        #expect(textAtHalf != sentence)
    }

    @Test func secondSentenceIsPlacedByTheMeasureOfTheFirst() {
        var encoder = SpeechEncoder()
        encoder.begin(sentence: "aaaa bbbb ")
        _ = encoder.add([Int16](repeating: 0, count: 240_000))
        _ = encoder.endSentence()
        encoder.begin(sentence: "cccc dddd ")
        #expect(
            encoder.add([Int16](repeating: 0, count: 12_000)).compactMap { event in
                if case .transcript(let text) = event { text } else { nil }
            } == ["cccc "],
            "the next word is a second and a half away"
        )
    }
}
