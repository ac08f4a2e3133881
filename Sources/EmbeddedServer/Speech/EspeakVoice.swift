// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import CSpeech
import Dispatch
import Synchronization

/// Speech by espeak-ng, whose library is loaded at run time.
///
/// The library blocks and speaks one text at a time for the whole process, so its work runs on a
/// serial queue of its own; concurrent sessions take turns by piece of text.
package struct EspeakVoice: Synthesizer {
    private let queue = DispatchQueue(label: "espeak-ng")
    private let resampler: Resampler
    private let longestPiece: Int

    /// Loads the library and its data; blocks on the disk.
    ///
    /// A piece of text is cut after `longestPieceSeconds`: a few digits can name a very long number.
    package init(longestPieceSeconds: Int = 60) throws(SpeechError) {
        var reason = [CChar](repeating: 0, count: 256)
        let rate = Int(cspeech_open(&reason, reason.count))
        guard rate > 0 else {
            let text = String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            throw .unavailable(reason: text)
        }
        resampler = Resampler(from: rate, to: SpeechStream.sampleRate)
        longestPiece = longestPieceSeconds * rate
    }

    package var notice: String? { nil }

    package func speak(_ text: String, voice: VoiceChoice) -> SpeechStream {
        let settings = EspeakSettings(voice)
        return SpeechStream(pieces: SpokenPieces.of(text), resampler: resampler) { piece in
            try await render(piece, settings)
        }
    }

    private func render(_ piece: String, _ settings: EspeakSettings) async throws -> [Int16] {
        let isCancelled = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    let speech = EspeakPiece(limit: longestPiece, isCancelled: isCancelled)
                    continuation.resume(with: Result { try speech.speak(piece, settings) })
                }
            }
        } onCancel: {
            isCancelled.raise()
        }
    }
}

private final class CancellationFlag: Sendable {
    private let flag = Atomic(false)

    var isRaised: Bool { flag.load(ordering: .relaxed) }

    func raise() { flag.store(true, ordering: .relaxed) }
}

/// The samples of one piece while the library makes them.
private struct EspeakPiece {
    /// In samples.
    let limit: Int
    let isCancelled: CancellationFlag
    private var samples: [Int16] = []

    init(limit: Int, isCancelled: CancellationFlag) {
        self.limit = limit
        self.isCancelled = isCancelled
    }

    consuming func speak(_ text: String, _ settings: EspeakSettings) throws -> [Int16] {
        var result = run(text, settings.voiceName, settings)
        if result == CSPEECH_UNKNOWN_VOICE {
            result = run(text, EspeakSettings.fallbackLanguage, settings)
        }
        if isCancelled.isRaised { throw CancellationError() }
        guard result == CSPEECH_FINISHED || result == CSPEECH_STOPPED else {
            throw SpeechError.failed(voice: settings.voiceName)
        }
        return samples
    }

    private mutating func run(
        _ text: String,
        _ voiceName: String,
        _ settings: EspeakSettings
    ) -> cspeech_result {
        if isCancelled.isRaised { return CSPEECH_STOPPED }
        return withUnsafeMutablePointer(to: &self) { piece in
            cspeech_speak(
                text,
                voiceName,
                Int32(settings.rate),
                Int32(settings.pitch),
                { samples, count, context in
                    let piece = context?.assumingMemoryBound(to: EspeakPiece.self)
                    let block = UnsafeBufferPointer(start: samples, count: Int(count))
                    return piece?.pointee.take(block) == true ? 0 : 1
                },
                piece
            )
        }
    }

    /// Whether to go on.
    private mutating func take(_ block: UnsafeBufferPointer<Int16>) -> Bool {
        samples.append(contentsOf: block.prefix(limit - samples.count))
        return samples.count < limit && !isCancelled.isRaised
    }
}
