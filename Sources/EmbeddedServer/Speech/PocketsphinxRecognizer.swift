// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import CSpeech
import Glibc
import Synchronization

/// Words by pocketsphinx, whose library is loaded at run time.
///
/// An utterance is recognized once it is over, since a decoder knows how a voice sounds on its way
/// here only from the whole. Each of a few decoders has a thread of its own; utterances beyond them
/// wait. A decoder is made when it is first needed.
package final class PocketsphinxRecognizer: Recognizer {
    private static let models = "/usr/share/pocketsphinx/model/en-us/en-us"
    private static let dictionary = "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict"
    /// Fifteen seconds: no phrase is longer, and this much is recognized in less than one.
    private static let longestPhrase = 15 * VoiceActivityDetector.sampleRate

    private let idle: Mutex<[SphinxDecoder]>
    private let isSomeIdle = Gate(isOpen: true)
    private let isPrepared = Atomic(false)

    /// Loads the library; blocks on the disk for a few milliseconds.
    ///
    /// - Parameters:
    ///   - grammar: What to listen for.
    ///   - decoders: Utterances that are listened to at the same time; each costs some 30 MB.
    /// - Throws: `RecognitionError.unavailable` when the library or its models are missing.
    package init(_ grammar: SpokenGrammar, decoders: Int = 4) throws(RecognitionError) {
        precondition(decoders > 0)
        for path in [Self.models, Self.dictionary] where access(path, R_OK) != 0 {
            throw .unavailable(reason: "\(path) is not there")
        }
        var reason = [CChar](repeating: 0, count: 256)
        guard csphinx_load(&reason, reason.count) else {
            let text = String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            throw .unavailable(reason: text)
        }
        let made = (0..<decoders).map { _ in
            SphinxDecoder(models: Self.models, dictionary: Self.dictionary, grammar: grammar)
        }
        idle = Mutex(made)
    }

    package var notice: String? { nil }

    package func prepare() {
        guard !isPrepared.exchange(true, ordering: .relaxed) else { return }
        // The one that is taken next.
        idle.withLock { $0.last }?.prepare()
    }

    package func words(in speech: SpokenAudio) async throws(RecognitionError) -> String {
        var samples: [Int16] = []
        while let block = try await speech.take(atMost: Self.longestPhrase) {
            if samples.count <= Self.longestPhrase { samples += block }
        }
        guard !samples.isEmpty, samples.count <= Self.longestPhrase else { return "" }
        let decoder = try await take()
        defer { give(decoder) }
        return try await decoder.words(in: samples)
    }

    private func take() async throws(RecognitionError) -> SphinxDecoder {
        while true {
            do {
                try await isSomeIdle.wait()
            } catch {
                throw .cancelled
            }
            let decoder = idle.withLock { idle in
                defer { if idle.isEmpty { isSomeIdle.close() } }
                return idle.popLast()
            }
            if let decoder { return decoder }
        }
    }

    private func give(_ decoder: SphinxDecoder) {
        idle.withLock { idle in
            idle.append(decoder)
            isSomeIdle.open()
        }
    }
}

/// Finds the best recognizer that this machine has.
package enum InstalledRecognizer {
    /// pocketsphinx listening for the phrases of a script if it is there; blocks on the disk for a
    /// few milliseconds.
    package static func find(for script: Script) -> any Recognizer {
        do {
            return try PocketsphinxRecognizer(SpokenGrammar(script))
        } catch {
            return AbsentRecognizer(error: error)
        }
    }
}
