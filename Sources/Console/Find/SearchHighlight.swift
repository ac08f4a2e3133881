// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Sets off what is looked for wherever a drawn pane shows it.
struct SearchHighlight {
    let query: TextQuery
    let style: Style

    func apply(in area: Rect, of buffer: inout CellBuffer) {
        guard !query.isEmpty else { return }
        for y in area.y..<max(area.bottom, area.y) {
            var bytes: [UInt8] = []
            // The column of each byte.
            var columns: [Int] = []
            for x in area.x..<max(area.right, area.x) {
                let symbol = buffer[x, y].symbol.lowercased().utf8
                bytes += symbol
                columns += repeatElement(x, count: symbol.count)
            }
            for range in query.ranges(inLowercase: bytes) {
                let (first, last) = (columns[range.lowerBound], columns[range.upperBound - 1])
                let match = Rect(x: first, y: y, width: last - first + 1, height: 1)
                buffer.setStyle(style, in: match)
            }
        }
    }
}
