// SPDX-License-Identifier: Apache-2.0

package import TOMLFile

/// The `[layout.NAME]` tables of a configuration file.
package enum LayoutFile {
    /// The layouts of the file in its order.
    ///
    /// - Throws: `TOMLError` naming file, line and expectation.
    package static func presets(reading table: TOMLReader) throws(TOMLError) -> [LayoutPreset] {
        var presets: [LayoutPreset] = []
        for name in table.table.keys {
            guard let layout = try table.table(name) else { continue }
            guard !LayoutPreset.builtIn.contains(where: { $0.name == name }) else {
                throw layout.error(nil, "is the name of a built-in layout; expected another")
            }
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
                throw layout.error(nil, "expected a name of letters, digits and hyphens")
            }
            presets.append(LayoutPreset(name: name, bands: try bands(of: layout)))
        }
        return presets
    }

    private static func bands(of layout: TOMLReader) throws(TOMLError) -> [LayoutPreset.Band] {
        var seen: Set<PaneID> = []
        var bands: [LayoutPreset.Band] = []
        for table in try layout.tables("bands") {
            let rows = try table.int("rows", in: 3...100)
            let columns = try columns(of: table, seen: &seen)
            bands.append(
                LayoutPreset.Band(
                    height: rows.map { .fixed(wide: $0, wall: $0) } ?? .flexible,
                    columns: columns
                )
            )
        }
        guard !bands.isEmpty else {
            throw layout.error(
                nil,
                #"expected bands = [{ columns = ["transcript", "frames"] }], with a band or more"#
            )
        }
        guard bands.contains(where: { $0.height == .flexible }) else {
            throw layout.error("bands", "expected a band without rows, which takes what is left")
        }
        return bands
    }

    /// A column is the name of a pane, or a list of them from the top.
    private static func columns(
        of table: TOMLReader,
        seen: inout Set<PaneID>
    ) throws(TOMLError) -> [LayoutPreset.Column] {
        let nodes = table.node("columns")?.value.arrayValue ?? []
        guard (1...4).contains(nodes.count) else {
            throw table.error(
                "columns",
                #"expected one to four columns, such as ["transcript", ["frames", "tools"]]"#
            )
        }
        var columns: [LayoutPreset.Column] = []
        for node in nodes {
            let names = node.value.arrayValue ?? [node]
            guard !names.isEmpty else {
                throw table.error("columns", "expected a pane in every column", line: node.line)
            }
            var parts: [LayoutPreset.Part] = []
            for name in names {
                let text = name.value.stringValue
                guard let pane = PaneID.allCases.first(where: { $0.name == text }) else {
                    let known = PaneID.allCases.map(\.name).joined(separator: ", ")
                    let found = text?.prefix(40).debugDescription ?? name.value.kind
                    let message = "expected a pane, one of \(known); found \(found)"
                    throw table.error("columns", message, line: name.line)
                }
                guard seen.insert(pane).inserted else {
                    let message = "\(pane.name) stands twice in this layout; expected it once"
                    throw table.error("columns", message, line: name.line)
                }
                parts.append(LayoutPreset.Part(pane: pane))
            }
            columns.append(LayoutPreset.Column(parts))
        }
        return columns
    }
}
