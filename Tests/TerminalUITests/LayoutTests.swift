// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct LayoutTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let constraints: [Constraint]
        let total: Int
        let lengths: [Int]

        init(_ constraints: [Constraint], _ total: Int, _ lengths: [Int]) {
            self.constraints = constraints
            self.total = total
            self.lengths = lengths
        }

        var testDescription: String { "\(constraints) in \(total)" }
    }

    @Test(arguments: [
        Case([], 10, []),
        Case([.length(3), .fill], 10, [3, 7]),
        Case([.fill, .length(3), .fill], 10, [3, 3, 4]),
        Case([.fill, .fill, .fill], 10, [3, 3, 4]),
        Case([.fill(1), .fill(3)], 8, [2, 6]),
        Case([.percent(50), .percent(50)], 81, [40, 41]),
        Case([.percent(33), .percent(33), .percent(33)], 100, [33, 33, 34]),
        Case([.percent(30), .fill], 10, [3, 7]),
        Case([.percent(300), .fill], 10, [10, 0]),
        Case([.min(4), .fill], 10, [7, 3]),
        Case([.min(4), .length(8)], 10, [4, 6]),
        Case([.max(4), .fill], 10, [4, 6]),
        Case([.max(4), .length(8)], 10, [2, 8]),
        Case([.length(2), .length(2)], 10, [2, 8]),
        Case([.length(2), .max(2)], 10, [8, 2]),
        Case([.max(2), .max(2)], 10, [2, 8]),
        Case([.length(8), .length(8), .fill], 10, [8, 2, 0]),
        Case([.length(-5), .fill], 10, [0, 10]),
        Case([.fill(0), .fill(0)], 10, [0, 10]),
        Case([.length(.max), .min(.max), .max(.max), .fill(.max)], 10, [10, 0, 0, 0]),
        Case([.fill, .length(1), .min(1)], 1, [0, 1, 0]),
        Case([.length(1), .fill], 0, [0, 0]),
        Case([.fill], -4, [0]),
    ])
    func lengthsAre(_ sample: Case) {
        #expect(Layout.lengths(sample.constraints, total: sample.total) == sample.lengths)
    }

    @Test func anySplitFillsTheAreaExactlyAndStaysInside() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let constraints = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Self.constraint(using: &random)
            }
            let area = Rect(
                x: Int.random(in: 0...9, using: &random),
                y: Int.random(in: 0...9, using: &random),
                width: Int.random(in: 0...40, using: &random),
                height: Int.random(in: 0...40, using: &random)
            )
            let spacing = Int.random(in: 0...2, using: &random)
            let axis: Axis = Bool.random(using: &random) ? .horizontal : .vertical
            let parts = area.split(axis, constraints, spacing: spacing)
            let lengths = parts.map { axis == .horizontal ? $0.width : $0.height }
            let whole = axis == .horizontal ? area.width : area.height
            let gaps = spacing * (constraints.count - 1)
            let note: Comment = "seed \(seed): \(constraints) in \(area), spacing \(spacing)"
            #expect(parts.count == constraints.count, note)
            #expect(lengths.reduce(0, +) == max(0, whole - gaps), note)
            #expect(parts.allSatisfy { area.intersection($0) == $0 }, note)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { !Self.overlap($0, $1) }, note)
        }
    }

    @Test func everyPartOfASingleCellIsInsideIt() {
        let cell = Rect(x: 7, y: 9, width: 1, height: 1)
        let parts = cell.split(.horizontal, [.length(1), .min(1), .fill, .percent(50)], spacing: 1)
        #expect(parts.allSatisfy { cell.intersection($0) == $0 })
    }

    private static func overlap(_ left: Rect, _ right: Rect) -> Bool {
        !left.intersection(right).isEmpty
    }

    private static func constraint(using random: inout SeededGenerator) -> Constraint {
        let value = Int.random(in: -2...50, using: &random)
        return switch Int.random(in: 0..<5, using: &random) {
        case 0: .length(value)
        case 1: .min(value)
        case 2: .max(value)
        case 3: .percent(value * 3)
        default: .fill(value)
        }
    }
}
