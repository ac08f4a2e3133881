// SPDX-License-Identifier: Apache-2.0

package import AudioDSP

/// Speech as it is made: blocks of 24 kHz mono samples, one piece of text at a time.
///
/// Pulled, so nothing is made before it is asked for and nothing queues up. Every iteration speaks
/// from the start. Cancelling the task that waits for a block ends the work on it.
package struct SpeechStream: AsyncSequence, Sendable {
    package typealias Element = [Int16]

    /// The rate of every synthesizer's output, in hertz.
    package static let sampleRate = 24_000

    fileprivate struct Source: Sendable {
        var rest: ArraySlice<String>
        var resampler: Resampler
        let render: @Sendable (String) async throws -> [Int16]
    }

    private let source: @Sendable () async throws -> Source

    /// - Parameters:
    ///   - pieces: The text in the order it is spoken.
    ///   - resampler: A fresh one from the rate of `render` to ``sampleRate``.
    ///   - render: Makes the samples of one piece; throws `CancellationError` when cancelled.
    package init(
        pieces: [String],
        resampler: Resampler,
        render: @escaping @Sendable (String) async throws -> [Int16]
    ) {
        source = { Source(rest: pieces[...], resampler: resampler, render: render) }
    }

    /// The speech of a voice that may have to be waited for.
    init(awaiting stream: @escaping @Sendable () async throws -> SpeechStream) {
        source = { try await stream().source() }
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(begin: source)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let begin: @Sendable () async throws -> Source
        private var source: Source?

        fileprivate init(begin: @escaping @Sendable () async throws -> Source) {
            self.begin = begin
        }

        package mutating func next() async throws -> [Int16]? {
            var current: Source
            if let source { current = source } else { current = try await begin() }
            defer { source = current }
            while let piece = current.rest.popFirst() {
                try Task.checkCancellation()
                var block = current.resampler.process(try await current.render(piece))
                if current.rest.isEmpty { block += current.resampler.finish() }
                if !block.isEmpty { return block }
            }
            return nil
        }
    }
}
