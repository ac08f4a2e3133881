// SPDX-License-Identifier: Apache-2.0

/// The parts of one reply, made as they are pulled.
package struct ReplyStream: AsyncSequence, Sendable {
    private let produce: @Sendable () async -> ReplyPart?

    /// A reply that is computed piece by piece; nil ends it.
    package init(unfolding produce: @escaping @Sendable () async -> ReplyPart?) {
        self.produce = produce
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(produce: produce)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let produce: @Sendable () async -> ReplyPart?

        package mutating func next() async -> ReplyPart? {
            await produce()
        }
    }
}
