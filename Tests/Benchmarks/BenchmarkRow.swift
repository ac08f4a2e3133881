// SPDX-License-Identifier: Apache-2.0

/// One line of the benchmark table.
struct BenchmarkRow: Sendable {
    var name: String
    /// The most that is acceptable; nil when the row is there for comparison only.
    var target: Double?
    var measured: Double
    var unit: String

    /// How much of what is acceptable was used; nil without a target, or where nothing is.
    var ratio: Double? {
        target.flatMap { $0 > 0 ? measured / $0 : nil }
    }

    var isMissed: Bool { target.map { measured > $0 } ?? false }
}

extension [BenchmarkRow] {
    /// Prints target, measured and ratio of each row, and which were missed.
    func printTable() {
        let width = map(\.name.count).max() ?? 0
        print("what".padded(to: width), "target".padded(to: 13), "measured".padded(to: 15), "ratio")
        for row in self {
            print(
                row.name.padded(to: width),
                (row.target.map { "\($0.rounded(to: 2)) \(row.unit)" } ?? "").padded(to: 13),
                "\(row.measured.rounded(to: 3)) \(row.unit)".padded(to: 15),
                row.ratio.map { "\($0.rounded(to: 2))" } ?? ""
            )
        }
        let missed = filter(\.isMissed)
        if !missed.isEmpty { print("missed: \(missed.map(\.name).joined(separator: "; "))") }
    }
}

/// Times or sizes of one thing, measured again and again.
struct Quantiles {
    private let sorted: [Double]

    init(_ values: [Double]) {
        sorted = values.sorted()
    }

    var count: Int { sorted.count }

    /// The value that a share of all, 0 to 1, does not exceed; not a number without any.
    subscript(share: Double) -> Double {
        sorted.isEmpty ? .nan : sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
    }

    /// Median, 99th percentile and worst, in milliseconds.
    var words: String {
        let figures = [("median", 0.5), ("p99", 0.99), ("worst", 1.0)].map { name, share in
            "\(name) \(self[share].rounded(to: 2))"
        }
        return "\(figures.joined(separator: "  ")) ms  (n \(count))"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}

extension Double {
    func rounded(to digits: Int) -> Double {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
