// SPDX-License-Identifier: Apache-2.0

extension Duration: WireValue {
    static var expectation: String { "a duration such as \"9.5s\"" }

    static func read(at node: Int, with decoder: inout MessageDecoder) -> Duration? {
        decoder.document.string(at: node).flatMap { Duration(wireText: $0) }
    }

    func write(to encoder: inout MessageEncoder) { encoder.json.write(wireText) }

    /// Reads seconds with up to nine decimals and a final `s`, the JSON form of protobuf.
    init?(wireText: String) {
        var digits = wireText.utf8[...]
        guard digits.popLast() == UInt8(ascii: "s") else { return nil }
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        let parts = digits.split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        // Twelve digits hold protobuf's own limit of ten thousand years.
        guard let seconds = Self.number(parts[0], digits: 1...12) else { return nil }
        var nanoseconds: Int64 = 0
        if parts.count == 2 {
            guard let fraction = Self.number(parts[1], digits: 1...9) else { return nil }
            nanoseconds = (parts[1].count..<9).reduce(fraction) { value, _ in value * 10 }
        }
        let magnitude = Duration.seconds(seconds) + .nanoseconds(nanoseconds)
        self = isNegative ? .zero - magnitude : magnitude
    }

    /// Seconds with no, three, six or nine decimals and a final `s`.
    var wireText: String {
        let (seconds, attoseconds) = components
        let nanoseconds = (attoseconds / 1_000_000_000).magnitude
        let sign = self < .zero ? "-" : ""
        let whole = "\(sign)\(seconds.magnitude)"
        guard nanoseconds > 0 else { return whole + "s" }
        var fraction = String(nanoseconds)
        fraction = String(repeating: "0", count: 9 - fraction.count) + fraction
        while fraction.hasSuffix("000") { fraction.removeLast(3) }
        return "\(whole).\(fraction)s"
    }

    private static func number(
        _ text: Substring.UTF8View,
        digits: ClosedRange<Int>
    ) -> Int64? {
        guard digits.contains(text.count) else { return nil }
        var value: Int64 = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
