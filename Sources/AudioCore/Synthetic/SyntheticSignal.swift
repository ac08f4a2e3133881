// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Sound that is computed or held in memory.
package enum SyntheticSignal: Sendable {
    case silence
    /// A sine; 0 dBFS is full scale.
    case tone(hertz: Double, levelDBFS: Double = -20)
    /// Samples at the stream's rate, then silence.
    case clip([Int16])

    /// Whether nothing but silence follows from `position` on, and something came before.
    func isOver(at position: Int) -> Bool {
        guard case .clip(let samples) = self else { return false }
        return position >= samples.count
    }

    /// Fills `target` with the samples from `position` on.
    func render(into target: UnsafeMutableBufferPointer<Int16>, from position: Int, rate: Int) {
        switch self {
        case .silence:
            target.update(repeating: 0)
        case .tone(let hertz, let level):
            let amplitude = 32_767 * pow(10, min(level, 0) / 20)
            for index in target.indices {
                // Whole turns are left out first, so that hours of tone keep their precision.
                let turns = (Double(position + index) * hertz / Double(rate))
                    .truncatingRemainder(dividingBy: 1)
                target[index] = Int16((amplitude * sin(2 * .pi * turns)).rounded())
            }
        case .clip(let samples):
            for index in target.indices {
                let source = position + index
                target[index] = source < samples.count ? samples[source] : 0
            }
        }
    }
}
