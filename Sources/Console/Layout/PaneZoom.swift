// SPDX-License-Identifier: Apache-2.0

/// How much of the screen the focused pane takes.
package enum PaneZoom: Int, Sendable, CaseIterable {
    /// What the layout gives it.
    case normal
    /// Half the width; the layout's other panes stand in the other half.
    case half
    /// All of it.
    case full
}
