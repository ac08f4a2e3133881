// SPDX-License-Identifier: Apache-2.0

/// The frames in a list, by their numbers in the ring: all of them, or those that pass a filter.
struct ListedFrames {
    let all: Range<Int>
    /// Nil for all; sorted.
    let passing: ArraySlice<Int>?

    var count: Int { passing?.count ?? all.count }

    /// The number of the frame in a row, counted from 0.
    subscript(row: Int) -> Int {
        passing.map { $0[$0.startIndex + row] } ?? all.lowerBound + row
    }

    /// The first row whose frame has this number or a later one; `count` when there is none.
    func row(atOrAfter number: Int) -> Int {
        guard let passing else {
            return min(max(number, all.lowerBound), all.upperBound) - all.lowerBound
        }
        return passing.firstSortedIndex(atOrAfter: number) - passing.startIndex
    }
}

extension RandomAccessCollection where Element: Comparable, Index == Int {
    /// The place of the first element that is not below a value, in a sorted collection.
    func firstSortedIndex(atOrAfter value: Element) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
