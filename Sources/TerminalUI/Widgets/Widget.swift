// SPDX-License-Identifier: Apache-2.0

/// A value that draws itself into an area.
package protocol Widget {
    /// Draws into `area` and never outside it, whatever its size.
    func render(in area: Rect, into buffer: inout CellBuffer)
}

/// Where text stands in the room it has.
package enum Alignment: Hashable, Sendable {
    case left
    case center
    case right
}
