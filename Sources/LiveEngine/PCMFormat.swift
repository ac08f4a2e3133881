// SPDX-License-Identifier: Apache-2.0

/// The format a `audio/pcm` MIME type names.
package struct PCMFormat: Sendable, Equatable {
    /// Frames per second.
    package var sampleRate: Int

    /// Reads `audio/pcm`, `audio/pcm;rate=N` and `audio/pcm; rate=N`; nil for anything else.
    ///
    /// A missing rate means 24,000, the rate of all Live API output.
    package init?(mimeType: String) {
        let pieces = mimeType.lowercased().split(separator: ";").map { piece in
            piece.drop { $0 == " " }
        }
        guard pieces.first == "audio/pcm" else { return nil }
        let rate = pieces.dropFirst().first { $0.hasPrefix("rate=") }?.dropFirst(5)
        sampleRate = rate.flatMap { Int($0) } ?? 24_000
        guard (4_000...192_000).contains(sampleRate) else { return nil }
    }
}
