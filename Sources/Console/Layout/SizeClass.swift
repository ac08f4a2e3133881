// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// How much a terminal of some size can show.
package enum SizeClass: Sendable, Comparable {
    /// Below 80x24: one pane without a border.
    case small
    /// 80 to 119 columns: one pane with tabs.
    case compact
    /// 120 columns and more: panes side by side.
    case wide
    /// 180x50 and more: panes side by side, with more in each.
    case wall

    /// The smallest size at which every pane can be reached without giving anything up.
    package static let needed = Size(width: 80, height: 24)

    package init(_ size: Size) {
        if size.width < Self.needed.width || size.height < Self.needed.height {
            self = .small
        } else if size.width < 120 {
            self = .compact
        } else if size.width < 180 || size.height < 50 {
            self = .wide
        } else {
            self = .wall
        }
    }
}
