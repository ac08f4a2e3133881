// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TerminalUI

/// A JSON value as rows, with branches that fold.
///
/// Nodes are numbered in the order in which they are written, folded ones too, so that a number
/// means the same node however the tree is folded.
struct JSONTree: InspectorContent {
    /// One row: a node, or a further line of a long text.
    struct Row: Equatable {
        var node: Int
        /// The node around it; nil for the outermost.
        var parent: Int?
        /// Whether it can be folded, and is.
        var isFolded: Bool?
        var line: RoleLine
    }

    private(set) var rows: [Row]

    init(
        _ value: JSONValue,
        cuts: [FramePayload.Cut],
        toggled: Set<Int>,
        width: Int,
        glyphs: GlyphSet
    ) {
        var builder = JSONTreeBuilder(
            cuts: cuts,
            toggled: toggled,
            width: max(width, 1),
            glyphs: glyphs
        )
        builder.add(value, label: nil, depth: 0, parent: nil, isVisible: true)
        rows = builder.rows
    }

    var count: Int { rows.count }

    func row(_ index: Int) -> RoleLine { rows[index].line }

    /// Folds or unfolds the node of a row.
    func toggle(_ index: Int, _ toggled: inout Set<Int>) {
        guard rows.indices.contains(index), rows[index].isFolded != nil else { return }
        toggled.formSymmetricDifference([rows[index].node])
    }

    /// The row to select after a motion; left and right fold and unfold.
    func moved(
        _ motion: ScrollMotion,
        from index: Int,
        height: Int,
        _ toggled: inout Set<Int>
    ) -> Int {
        guard rows.indices.contains(index) else { return 0 }
        let row = rows[index]
        switch motion {
        case .left where row.isFolded == false:
            toggle(index, &toggled)
            return rows.firstIndex { $0.node == row.node } ?? index
        case .left:
            return rows.firstIndex { $0.node == row.parent } ?? index
        case .right where row.isFolded == true:
            toggle(index, &toggled)
            return index
        case .right:
            let child = rows.indices.contains(index + 1) && rows[index + 1].parent == row.node
            return child ? index + 1 : index
        case .top: return 0
        case .bottom: return rows.count - 1
        default:
            return min(max(index + (motion.rows(height: height) ?? 0), 0), rows.count - 1)
        }
    }
}
