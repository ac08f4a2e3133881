// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import CSpeech
import Dispatch
import Synchronization

/// One decoder of pocketsphinx and the queue that its work is done on.
final class SphinxDecoder: Sendable {
    private let models: String
    private let dictionary: String
    private let grammar: SpokenGrammar
    private let queue = DispatchQueue(label: "pocketsphinx")
    private let loaded = Mutex(OpaquePointer?.none)

    init(models: String, dictionary: String, grammar: SpokenGrammar) {
        (self.models, self.dictionary, self.grammar) = (models, dictionary, grammar)
    }

    deinit {
        loaded.withLock { if let decoder = $0 { csphinx_free(decoder) } }
    }

    /// Loads the models and the grammar before they are needed.
    func prepare() {
        queue.async { self.loaded.withLock { _ = self.load(&$0) } }
    }

    /// The words of one utterance, empty when it was no phrase; those before it change nothing.
    func words(in samples: [Int16]) async throws(RecognitionError) -> String {
        let words: Result<String, RecognitionError> = await withCheckedContinuation {
            continuation in
            queue.async {
                continuation.resume(
                    returning: self.loaded.withLock { self.words(in: samples, &$0) }
                )
            }
        }
        return try words.get()
    }

    private func words(
        in samples: [Int16],
        _ loaded: inout OpaquePointer?
    ) -> Result<String, RecognitionError> {
        guard let decoder = load(&loaded) else {
            return .failure(.failed(reason: "it could not be started with \(models)"))
        }
        for lead in Self.leads {
            let silence = [Int16](repeating: 0, count: lead)
            let dithered = Self.dithered(silence + samples)
            guard let words = csphinx_recognize(decoder, dithered, dithered.count) else {
                return .failure(.failed(reason: "it did not take the sound"))
            }
            let text = SpokenGrammar.text(of: String(cString: words))
            if !text.isEmpty { return .success(text) }
        }
        return .success("")
    }

    /// Samples of silence before an utterance, tried in turn until there are words: by how its first
    /// sound falls on the decoder's frames, a clear phrase may be taken for a mere sound.
    private static let leads = [0, VoiceActivityDetector.sampleRate / 4, 1_000]

    /// Sound with a faint noise, the same for the same sound: what is silent to the last bit, as
    /// synthetic speech is between its words, has no spectrum that the models know.
    private static func dithered(_ samples: [Int16]) -> [Int16] {
        var state: UInt32 = 1
        return samples.map { sample in
            state = state &* 1_664_525 &+ 1_013_904_223
            let noise = Int16(state >> 24) % 7 - 3
            return sample.addingReportingOverflow(noise).overflow ? sample : sample + noise
        }
    }

    private func load(_ loaded: inout OpaquePointer?) -> OpaquePointer? {
        if let loaded { return loaded }
        guard let decoder = csphinx_create(models, dictionary) else { return nil }
        let sounds = SpokenGrammar.sounds
        for (index, sound) in sounds.enumerated() {
            _ = csphinx_add_word(decoder, sound.word, sound.phones, index == sounds.count - 1)
        }
        guard let jsgf = grammar.jsgf(knows: { csphinx_knows(decoder, $0) }),
            csphinx_set_grammar(decoder, jsgf)
        else {
            csphinx_free(decoder)
            return nil
        }
        loaded = decoder
        return decoder
    }
}
