// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// What a tab shows: rows that are made only as far as they are looked at.
protocol InspectorContent {
    var count: Int { get }
    /// The words of a row.
    func row(_ index: Int) -> RoleLine
    /// A row as it is drawn.
    func line(_ index: Int, _ theme: Theme) -> Line
}

extension InspectorContent {
    func line(_ index: Int, _ theme: Theme) -> Line { row(index).line(theme) }
}

/// Rows that are there already.
struct ListedRows: InspectorContent {
    var rows: [RoleLine]

    var count: Int { rows.count }
    func row(_ index: Int) -> RoleLine { rows[index] }
}
