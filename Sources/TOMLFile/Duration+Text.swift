// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// Reads a duration such as `250ms`, `10s`, `1.5s`, `5m` or `2h`.
    ///
    /// A whole or decimal number and one unit, without sign or spaces; up to nine digits before the
    /// point and six after it. Anything else is `nil`.
    package init?(parsing text: String) {
        let number = text.prefix { $0 == "." || ("0"..."9").contains($0) }
        guard let unit = Self.units[String(text.dropFirst(number.count))] else { return nil }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, (1...9).contains(parts[0].count), let whole = Int(parts[0]) else {
            return nil
        }
        var microseconds = whole * unit
        if parts.count == 2 {
            guard (1...6).contains(parts[1].count), let fraction = Int(parts[1]) else { return nil }
            let scale = (0..<parts[1].count).reduce(1) { scale, _ in scale * 10 }
            microseconds += fraction * unit / scale
        }
        self = .microseconds(microseconds)
    }

    /// The units in microseconds.
    private static let units = [
        "ms": 1_000, "s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000,
    ]
}
