// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Glibc

/// A stand-in for speech where no speech library is installed: one tone for every syllable.
///
/// The sound is as long as speaking the text would take, differs from voice to voice, and rises at
/// the end of a question.
package struct ToneVoice: Synthesizer {
    package let notice: String?

    /// - Parameter reason: Why there is no better voice.
    package init(reason: String) {
        notice = "Replies are tones, not words. \(reason)"
    }

    package func speak(_ text: String, voice: VoiceChoice) -> SpeechStream {
        let index = PrebuiltVoice.allCases.firstIndex(of: voice.voice) ?? 0
        // Steps of 4 % keep thirty voices apart within the range of human pitch.
        let melody = ToneMelody(hertz: 90 * pow(1.04, Double(index)))
        let identity = Resampler(from: SpeechStream.sampleRate, to: SpeechStream.sampleRate)
        return SpeechStream(pieces: SpokenPieces.of(text), resampler: identity) { piece in
            melody.samples(of: piece)
        }
    }
}

/// The tones of one voice.
struct ToneMelody: Sendable {
    /// The voice's middle pitch.
    let hertz: Double

    private static let syllableSeconds = 0.16
    private static let wordGapSeconds = 0.06
    private static let pauseSeconds = 0.3
    private static let fadeSeconds = 0.02
    private static let amplitude = 0.2

    func samples(of piece: String) -> [Int16] {
        let words = piece.split(separator: " ")
        let total = Double(words.reduce(0) { $0 + Self.syllables(in: $1) })
        var spoken = 0.0
        var samples: [Int16] = []
        for word in words {
            for syllable in 0..<Self.syllables(in: word) {
                let fall = 1.12 - 0.24 * spoken / total
                let accent = syllable == 0 ? 1.06 : 1
                let lift = piece.hasSuffix("?") && spoken + 1 >= total ? 1.4 : 1
                samples += tone(hertz * fall * accent * lift)
                spoken += 1
            }
            samples += Self.silence(Self.wordGapSeconds)
        }
        return samples + Self.silence(Self.pauseSeconds)
    }

    /// Groups of vowels of a word in Latin letters, else its letters.
    static func syllables(in word: Substring) -> Int {
        let letters = word.lowercased().filter { $0.isLetter || $0.isNumber }
        guard letters.contains(where: \.isASCII) else { return max(1, letters.count) }
        let groups = letters.split { !"aeiouyäöüáéíóúàèìòùâêîôû0123456789".contains($0) }
        return max(1, groups.count)
    }

    private func tone(_ hertz: Double) -> [Int16] {
        let rate = Double(SpeechStream.sampleRate)
        let count = Int(Self.syllableSeconds * rate)
        // Turned by a step for each sample, since a sine for each costs ten times as much.
        let step = 2 * .pi * hertz / rate
        let (stepSine, stepCosine) = (sin(step), cos(step))
        var (sine, cosine) = (0.0, 1.0)
        return (0..<count).map { index in
            let edge = Double(min(index, count - 1 - index)) / (Self.fadeSeconds * rate)
            let envelope = edge < 1 ? 0.5 - 0.5 * cos(.pi * edge) : 1
            // Two overtones make small loudspeakers carry low voices: half of the double angle's
            // sine and a quarter of the triple's.
            let wave = sine + sine * cosine + 0.25 * sine * (3 - 4 * sine * sine)
            (sine, cosine) = (
                sine * stepCosine + cosine * stepSine, cosine * stepCosine - sine * stepSine
            )
            return Int16(Self.amplitude * envelope * wave / 1.75 * 32_767)
        }
    }

    private static func silence(_ seconds: Double) -> [Int16] {
        Array(repeating: 0, count: Int(seconds * Double(SpeechStream.sampleRate)))
    }
}
