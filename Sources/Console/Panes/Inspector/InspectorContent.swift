// SPDX-License-Identifier: Apache-2.0

/// What a tab shows: rows that are made only as far as they are looked at.
protocol InspectorContent {
    var count: Int { get }
    func row(_ index: Int) -> RoleLine
}

/// Rows that are there already.
struct ListedRows: InspectorContent {
    var rows: [RoleLine]

    var count: Int { rows.count }
    func row(_ index: Int) -> RoleLine { rows[index] }
}
