// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// Shows every role of a theme in its own style, a line or more for each section of its file.
package struct ThemePreview {
    private static let margin = 10
    private let theme: Theme

    package init(_ theme: Theme) { self.theme = theme }

    /// The sections below each other, `width` columns wide but at least 40.
    package func drawn(width: Int) -> CellBuffer {
        let width = max(width, 40)
        let rows = sections.flatMap { self.rows(of: $0, width: width - 2) }
        let size = Size(width: width, height: rows.count)
        var buffer = CellBuffer(size: size)
        buffer.fill(Rect(x: 0, y: 0, width: width, height: rows.count), style: theme.ground)
        for (y, row) in rows.enumerated() { buffer.put(row, x: 1, y: y, maxWidth: width - 2) }
        return buffer
    }

    private typealias Section = (name: String, samples: [Line])

    private var sections: [Section] {
        let roles = ThemeRole.allCases.map { role in
            (role.rawValue, Line(Self.key(role.rawValue), theme.style(role)))
        }
        let ramps = ThemeRamp.allCases.map { ramp in
            let bar = (0..<12).map { Span("█", theme.style(ramp, at: Double($0) / 11)) }
            return (ramp.rawValue, Line([Span("\(Self.key(ramp.rawValue)) ", theme.ground)] + bar))
        }
        return (roles + ramps).reduce(into: []) { sections, sample in
            let name = String(sample.0.prefix { $0 != "." })
            if let index = sections.firstIndex(where: { $0.name == name }) {
                sections[index].samples.append(sample.1)
            } else {
                sections.append((name, [sample.1]))
            }
        }
    }

    private func rows(of section: Section, width: Int) -> [Line] {
        let indent = String(repeating: " ", count: Self.margin)
        let title = section.name + indent.dropFirst(section.name.count)
        var rows = [Line(title, theme.style(.title))]
        for sample in section.samples {
            let row = rows[rows.count - 1]
            if row.width > Self.margin, row.width + sample.width > width {
                rows.append(Line(indent, theme.ground))
            }
            rows[rows.count - 1].spans += sample.spans + [Span("  ", theme.ground)]
        }
        return rows
    }

    private static func key(_ path: String) -> String {
        String(path.drop { $0 != "." }.dropFirst())
    }
}
