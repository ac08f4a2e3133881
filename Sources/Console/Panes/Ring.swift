// SPDX-License-Identifier: Apache-2.0

/// The newest elements of a stream, numbered from 0 over the whole stream.
///
/// Appending takes constant time; storage grows up to the capacity and stays there.
struct Ring<Element: Sendable>: Sendable {
    let capacity: Int
    private var storage: [Element] = []
    /// The number of elements ever appended.
    private(set) var end = 0

    /// Makes an empty ring for at least one element.
    init(capacity: Int) {
        self.capacity = max(capacity, 1)
    }

    /// Makes a ring of the newest of some elements.
    init(capacity: Int, _ elements: some Sequence<Element>) {
        self.init(capacity: capacity)
        for element in elements { append(element) }
    }

    var count: Int { storage.count }
    /// The number of the oldest element still held; equal to the count of those let go.
    var start: Int { end - storage.count }
    var indices: Range<Int> { start..<end }
    /// The elements held, oldest first.
    var elements: some BidirectionalCollection<Element> { indices.lazy.map { self[$0] } }

    /// The element with a number within ``indices``.
    subscript(number: Int) -> Element {
        get { storage[number % capacity] }
        set { storage[number % capacity] = newValue }
    }

    /// Appends and returns the element that had to make room.
    @discardableResult
    mutating func append(_ element: Element) -> Element? {
        defer { end += 1 }
        guard storage.count == capacity else {
            storage.append(element)
            return nil
        }
        let evicted = storage[end % capacity]
        storage[end % capacity] = element
        return evicted
    }
}
