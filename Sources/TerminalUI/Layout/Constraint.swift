// SPDX-License-Identifier: Apache-2.0

/// What one part of a split area asks for along the axis of the split.
package enum Constraint: Hashable, Sendable {
    /// Exactly this many cells, as long as there is room.
    case length(Int)
    /// At least this many cells; shares what is left over with weight 1.
    case min(Int)
    /// At most this many cells, and nothing before the fixed parts are served.
    case max(Int)
    /// This share of the whole area, in percent.
    case percent(Int)
    /// A share of what is left over, in proportion to the weight.
    case fill(Int)

    /// A share of what is left over with weight 1.
    package static var fill: Constraint { .fill(1) }
}

/// The direction in which an area is split.
package enum Axis: Hashable, Sendable {
    case horizontal
    case vertical
}
