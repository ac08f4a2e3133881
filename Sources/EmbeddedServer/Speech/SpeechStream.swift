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

    private let pieces: [String]
    private let resampler: Resampler
    private let render: @Sendable (String) async throws -> [Int16]

    /// - Parameters:
    ///   - pieces: The text in the order it is spoken.
    ///   - resampler: A fresh one from the rate of `render` to ``sampleRate``.
    ///   - render: Makes the samples of one piece; throws `CancellationError` when cancelled.
    package init(
        pieces: [String],
        resampler: Resampler,
        render: @escaping @Sendable (String) async throws -> [Int16]
    ) {
        self.pieces = pieces
        self.resampler = resampler
        self.render = render
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(rest: pieces[...], resampler: resampler, render: render)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate var rest: ArraySlice<String>
        fileprivate var resampler: Resampler
        fileprivate let render: @Sendable (String) async throws -> [Int16]

        package mutating func next() async throws -> [Int16]? {
            while let piece = rest.popFirst() {
                try Task.checkCancellation()
                var block = resampler.process(try await render(piece))
                if rest.isEmpty { block += resampler.finish() }
                if !block.isEmpty { return block }
            }
            return nil
        }
    }
}
