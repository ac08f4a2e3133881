// SPDX-License-Identifier: Apache-2.0

/// Splits lengths and areas by constraints.
package enum Layout {
    /// The length of each part; none is negative, and together they make `total`.
    ///
    /// Fixed parts (`.length`, `.percent`, the least of `.min`) are served first, in order, then
    /// `.max`, and what is left is shared by `.fill` and `.min`. When nothing can grow, the last
    /// part that is not a `.max` takes the rest. When room is short, the parts at the end go
    /// without.
    package static func lengths(_ constraints: [Constraint], total: Int) -> [Int] {
        let total = max(0, total)
        var rest = total
        var lengths = [Int](repeating: 0, count: constraints.count)
        for (index, constraint) in constraints.enumerated() {
            lengths[index] = constraint.fixedPart(of: total).clamped(to: rest)
            rest -= lengths[index]
        }
        for (index, constraint) in constraints.enumerated() {
            guard case .max(let most) = constraint else { continue }
            lengths[index] = most.clamped(to: rest)
            rest -= lengths[index]
        }
        share(rest, among: constraints, into: &lengths)
        return lengths
    }

    private static func share(
        _ rest: Int,
        among constraints: [Constraint],
        into lengths: inout [Int]
    ) {
        let weights = constraints.map(\.weight)
        let totalWeight = weights.reduce(0, +)
        guard totalWeight > 0 else {
            let last = constraints.lastIndex { !$0.isMax } ?? constraints.indices.last
            if let last { lengths[last] += rest }
            return
        }
        // Rounding the running sum, not each share, makes the shares add up.
        var weightSoFar = 0
        var given = 0
        for (index, weight) in weights.enumerated() {
            weightSoFar += weight
            let upToHere = rest * weightSoFar / totalWeight
            lengths[index] += upToHere - given
            given = upToHere
        }
    }
}

extension Rect {
    /// The parts of this area from left to right or top to bottom, with `spacing` cells between.
    ///
    /// There is one part for each constraint, all inside this area; some are empty when room is
    /// short.
    package func split(_ axis: Axis, _ constraints: [Constraint], spacing: Int = 0) -> [Rect] {
        let whole = axis == .horizontal ? width : height
        let gaps = max(0, spacing) * max(0, constraints.count - 1)
        var start = 0
        return Layout.lengths(constraints, total: whole - gaps).map { length in
            let offset = min(start, whole)
            start += length + max(0, spacing)
            return switch axis {
            case .horizontal: Rect(x: x + offset, y: y, width: length, height: height)
            case .vertical: Rect(x: x, y: y + offset, width: width, height: length)
            }
        }
    }
}

extension Constraint {
    /// Weights above this mean nothing more, and this keeps products of weights and lengths small.
    private static let greatestWeight = 1 << 16

    fileprivate func fixedPart(of total: Int) -> Int {
        switch self {
        case .length(let cells), .min(let cells): cells
        case .percent(let share): total * share.clamped(to: 100) / 100
        case .max, .fill: 0
        }
    }

    fileprivate var weight: Int {
        switch self {
        case .fill(let weight): weight.clamped(to: Self.greatestWeight)
        case .min: 1
        case .length, .max, .percent: 0
        }
    }

    fileprivate var isMax: Bool {
        if case .max = self { true } else { false }
    }
}

extension Int {
    fileprivate func clamped(to most: Int) -> Int {
        Swift.min(Swift.max(self, 0), most)
    }
}
