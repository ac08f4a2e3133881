// SPDX-License-Identifier: Apache-2.0

import CSpeech
import Dispatch
import Synchronization

/// One decoder of pocketsphinx and the queue that its work is done on.
final class SphinxDecoder: Sendable {
    private struct State {
        var decoder: OpaquePointer?
        var isListening = false
    }

    /// How much sound is enough to attune to: two seconds.
    static let attuningSamples = 32_000

    private let models: String
    private let dictionary: String
    private let grammar: SpokenGrammar
    private let queue = DispatchQueue(label: "pocketsphinx")
    private let state = Mutex(State())

    init(models: String, dictionary: String, grammar: SpokenGrammar) {
        (self.models, self.dictionary, self.grammar) = (models, dictionary, grammar)
    }

    deinit {
        state.withLock { if let decoder = $0.decoder { csphinx_free(decoder) } }
    }

    /// Loads the models and the grammar before they are needed.
    func prepare() {
        queue.async { self.state.withLock { _ = self.load(&$0) } }
    }

    /// Listens to sound only to learn how this voice sounds on its way here.
    ///
    /// Without it, an utterance would be taken for one of the voices heard before, and the first for
    /// one of the microphone that the models were made with.
    func attune(to samples: [Int16]) async throws(RecognitionError) {
        try await start()
        try await hear(samples)
        _ = await finish()
    }

    /// Begins an utterance; one that was left before its end is forgotten.
    func start() async throws(RecognitionError) {
        let isStarted = await perform { state in
            guard let decoder = self.load(&state) else { return false }
            if state.isListening { _ = csphinx_finish(decoder) }
            state.isListening = csphinx_start(decoder)
            return state.isListening
        }
        guard isStarted else {
            throw .failed(reason: "it could not be started with \(models)")
        }
    }

    func hear(_ samples: [Int16]) async throws(RecognitionError) {
        let isHeard = await perform { state in
            guard let decoder = state.decoder, state.isListening else { return false }
            return csphinx_hear(decoder, samples, samples.count)
        }
        guard isHeard else { throw .failed(reason: "it did not take the sound") }
    }

    func finish() async -> String? {
        await perform { state in
            guard let decoder = state.decoder, state.isListening else { return nil }
            state.isListening = false
            return csphinx_finish(decoder).map { String(cString: $0) }
        }
    }

    private func perform<R: Sendable>(_ body: @escaping @Sendable (inout State) -> R) async -> R {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.state.withLock { body(&$0) }) }
        }
    }

    private func load(_ state: inout State) -> OpaquePointer? {
        if let decoder = state.decoder { return decoder }
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
        state.decoder = decoder
        return decoder
    }
}
