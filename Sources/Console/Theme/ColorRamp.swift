// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// A ramp of colour from a start over evenly spaced stops to an end.
package struct ColorRamp: Sendable, Equatable {
    /// At least one colour.
    package var stops: [Color]

    package init(stops: [Color]) {
        self.stops = stops.isEmpty ? [.terminalDefault] : stops
    }

    /// The colour at a fraction from 0 to 1; fractions outside are clamped.
    ///
    /// RGB stops are blended; between others the nearer one is taken.
    package func color(at fraction: Double) -> Color {
        let last = stops.count - 1
        let position = min(max(fraction.isFinite ? fraction : 0, 0), 1) * Double(last)
        let index = min(Int(position), max(last - 1, 0))
        let next = stops[min(index + 1, last)]
        let share = position - Double(index)
        guard case .rgb(let r0, let g0, let b0) = stops[index],
            case .rgb(let r1, let g1, let b1) = next
        else { return share < 0.5 ? stops[index] : next }
        func blend(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
        }
        return .rgb(blend(r0, r1), blend(g0, g1), blend(b0, b1))
    }
}
