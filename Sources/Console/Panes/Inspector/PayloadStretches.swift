// SPDX-License-Identifier: Apache-2.0

/// Breaks a payload into rows of equal length, and says where bytes are missing.
struct PayloadStretches {
    enum Row: Equatable {
        /// A range of the kept bytes, and where it stood in the payload.
        case bytes(Range<Int>, offset: Int)
        case missing(Int)
    }

    private struct Stretch {
        var range: Range<Int>
        var offset: Int
        /// Bytes missing behind it.
        var missing: Int
        var firstRow: Int
    }

    let payload: FramePayload
    private let perRow: Int
    private var stretches: [Stretch] = []
    private(set) var rowCount = 0

    init(_ payload: FramePayload, perRow: Int) {
        self.payload = payload
        self.perRow = perRow
        var (start, shift) = (0, 0)
        for cut in payload.cuts {
            add(start..<cut.index, offset: start + shift, missing: cut.count)
            start = cut.index
            shift += cut.count
        }
        add(start..<payload.bytes.count, offset: start + shift, missing: 0)
    }

    private mutating func add(_ range: Range<Int>, offset: Int, missing: Int) {
        stretches.append(
            Stretch(range: range, offset: offset, missing: missing, firstRow: rowCount)
        )
        rowCount += (range.count + perRow - 1) / perRow + (missing > 0 ? 1 : 0)
    }

    /// A row within ``rowCount``.
    func row(_ index: Int) -> Row {
        guard let stretch = stretches.last(where: { $0.firstRow <= index }) else {
            return .missing(0)
        }
        let start = (index - stretch.firstRow) * perRow
        guard start < stretch.range.count else { return .missing(stretch.missing) }
        let end = min(start + perRow, stretch.range.count)
        let range = stretch.range.lowerBound + start..<stretch.range.lowerBound + end
        return .bytes(range, offset: stretch.offset + start)
    }
}
