// SPDX-License-Identifier: Apache-2.0

import CSpeech
import Glibc
import Synchronization

/// Words by pocketsphinx, whose library is loaded at run time.
///
/// Each of a few decoders listens to one utterance at a time, on a thread of its own; utterances
/// beyond them wait. A decoder is made when it is first needed.
package final class PocketsphinxRecognizer: Recognizer {
    private static let models = "/usr/share/pocketsphinx/model/en-us/en-us"
    private static let dictionary = "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict"
    /// Half a second: a cancelled recognition ends after at most this much more work.
    private static let blockSamples = 8_000

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
        let decoder = try await take()
        defer { give(decoder) }
        var opening: [Int16] = []
        while opening.count < SphinxDecoder.attuningSamples,
            let block = try await speech.take(atMost: Self.blockSamples)
        {
            opening += block
        }
        if !opening.isEmpty { try await decoder.attune(to: opening) }
        try await decoder.start()
        if !opening.isEmpty { try await decoder.hear(opening) }
        while let block = try await speech.take(atMost: Self.blockSamples) {
            try await decoder.hear(block)
        }
        return SpokenGrammar.text(of: await decoder.finish() ?? "")
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
