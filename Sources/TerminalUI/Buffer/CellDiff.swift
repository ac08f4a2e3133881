// SPDX-License-Identifier: Apache-2.0

/// Finds what changed between two frames.
package enum CellDiff {
    /// The runs to draw so that a screen showing `old` shows `new`, row by row, left to right.
    ///
    /// Everything is drawn when `old` is `nil` or has another size. A wide symbol is drawn whole
    /// when either half changed.
    package static func runs(from old: CellBuffer?, to new: CellBuffer) -> [CellRun] {
        let old = old.flatMap { $0.size == new.size ? $0 : nil }
        // The same number means the same cluster only when both frames number them alike.
        let sameClusters = old.map { $0.clusters == new.clusters } ?? true
        let width = new.size.width
        var writer = RunWriter(new)
        for y in 0..<new.size.height {
            let row = y * width
            var x = 0
            while x < width {
                let index = row + x
                let isWide = x + 1 < width && new.cells[index + 1].symbol.isContinuation
                let columns = isWide ? 2 : 1
                if let old,
                    isEqual(old, new, at: index, sameClusters),
                    !isWide || old.cells[index + 1] == new.cells[index + 1]
                {
                    writer.endRun()
                } else {
                    writer.write(new.cells[index], columns: columns, x: x, y: y)
                }
                x += columns
            }
            writer.endRun()
        }
        return writer.runs
    }

    @inline(__always)
    private static func isEqual(
        _ old: CellBuffer,
        _ new: CellBuffer,
        at index: Int,
        _ sameClusters: Bool
    ) -> Bool {
        let (left, right) = (old.cells[index], new.cells[index])
        if sameClusters || !(left.symbol.isCluster && right.symbol.isCluster) {
            return left == right
        }
        return left.style == right.style && old.text(of: left.symbol) == new.text(of: right.symbol)
    }
}

/// Gathers changed cells into pieces and runs.
private struct RunWriter {
    private(set) var runs: [CellRun] = []
    private let buffer: CellBuffer
    private var y = 0
    private var pieces: [CellRun.Piece] = []
    private var utf8: [UInt8] = []
    private var x = 0
    private var columns = 0
    private var style = PackedStyle(.plain)

    init(_ buffer: CellBuffer) {
        self.buffer = buffer
    }

    mutating func write(_ cell: PackedCell, columns: Int, x: Int, y: Int) {
        let stands = isDisputed(cell.symbol)
        if stands || cell.style != style || self.columns == 0 {
            endPiece()
            self.x = x
            self.y = y
            style = cell.style
        }
        append(cell.symbol)
        self.columns += columns
        if stands { endPiece() }
    }

    mutating func endRun() {
        guard columns > 0 || !pieces.isEmpty else { return }
        endPiece()
        runs.append(CellRun(x: pieces[0].x, y: y, pieces: pieces))
        pieces.removeAll(keepingCapacity: true)
    }

    private mutating func endPiece() {
        guard columns > 0 else { return }
        let text = String(decoding: utf8, as: UTF8.self)
        pieces.append(CellRun.Piece(x: x, style: style.style, text: text, columns: columns))
        utf8.removeAll(keepingCapacity: true)
        columns = 0
    }

    /// Whether terminals differ on the width of a symbol: clusters, and emoji by their age.
    private func isDisputed(_ symbol: PackedSymbol) -> Bool {
        symbol.code >= 0x1F000
    }

    @inline(__always)
    private mutating func append(_ symbol: PackedSymbol) {
        if symbol.code < 0x80 {
            utf8.append(UInt8(symbol.code))
        } else if symbol.isCluster {
            utf8.append(contentsOf: buffer.clusters[symbol.clusterIndex].utf8)
        } else if let scalar = symbol.scalar {
            utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
