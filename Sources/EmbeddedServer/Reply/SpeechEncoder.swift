// SPDX-License-Identifier: Apache-2.0

import AudioDSP

/// Cuts speech into chunks and puts the words next to the sound they belong to.
///
/// Voices do not tell when they say which word, and the length of a sentence is known only at its
/// end. So words are placed by the time per character measured so far.
package struct SpeechEncoder {
    /// Bytes of sound per character before anything is measured: fifteen characters a second.
    private static let firstGuess = Double(PCMOut.bytesPerSecond) / 15

    /// Bytes of sound to a message; odd numbers cut samples in two.
    package var chunkBytes = PCMOut.chunkBytes
    private var chunk: [UInt8] = []
    private var words: ArraySlice<Substring> = []
    /// Characters and bytes of the sentence that were passed on.
    private var charactersSent = 0
    private var sentenceBytes = 0
    private var sentenceCharacters = 0
    private var measuredBytes = 0
    private var measuredCharacters = 0

    package init() {
        chunk.reserveCapacity(PCMOut.chunkBytes)
    }

    /// Announces the sentence that the samples from now on speak.
    package mutating func begin(sentence: String) {
        words = TextPieces.words(sentence)[...]
        sentenceCharacters = sentence.count
        sentenceBytes = 0
        charactersSent = 0
    }

    /// Takes samples of the sentence; gives whole chunks, each followed by its words.
    package mutating func add(_ samples: [Int16]) -> [ReplyEvent] {
        var events: [ReplyEvent] = []
        var bytes = PCM16.bytes(littleEndian: samples)[...]
        sentenceBytes += bytes.count
        while chunk.count + bytes.count >= chunkBytes {
            let needed = chunkBytes - chunk.count
            events.append(.audio(chunk + bytes.prefix(needed)))
            chunk.removeAll(keepingCapacity: true)
            bytes = bytes.dropFirst(needed)
            let spoken = sentenceBytes - bytes.count
            if let text = takeWords(spokenBytes: spoken) { events.append(.transcript(text)) }
        }
        chunk += bytes
        return events
    }

    /// Ends the sentence: gives the words that have not been placed.
    package mutating func endSentence() -> [ReplyEvent] {
        measuredBytes += sentenceBytes
        measuredCharacters += sentenceCharacters
        defer { words = [] }
        return words.isEmpty ? [] : [.transcript(words.joined())]
    }

    /// Gives the last, shorter chunk.
    package mutating func finish() -> [ReplyEvent] {
        defer { chunk = [] }
        return chunk.isEmpty ? [] : [.audio(chunk)]
    }

    private mutating func takeWords(spokenBytes: Int) -> String? {
        let bytesPerCharacter =
            measuredCharacters > 0 && measuredBytes > 0
            ? Double(measuredBytes) / Double(measuredCharacters) : Self.firstGuess
        var text = ""
        while let word = words.first,
            Double(charactersSent) * bytesPerCharacter < Double(spokenBytes)
        {
            text += word
            charactersSent += word.count
            words = words.dropFirst()
        }
        return text.isEmpty ? nil : text
    }
}
