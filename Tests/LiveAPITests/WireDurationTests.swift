// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LiveAPI

@Suite struct WireDurationTests {
    @Test(
        arguments: [
            ("50s", .seconds(50)), ("9.500s", .milliseconds(9500)), ("0s", .zero),
            ("-1.250s", .milliseconds(-1250)), ("0.000001s", .microseconds(1)),
            ("-0.000000001s", .nanoseconds(-1)), ("315576000000s", .seconds(315_576_000_000)),
        ] as [(String, Duration)]
    )
    func secondsAreReadAndWritten(_ text: String, _ duration: Duration) {
        #expect(Duration(wireText: text) == duration)
        #expect(duration.wireText == text)
    }

    @Test func anyNumberOfDecimalsUpToNineIsRead() {
        #expect(Duration(wireText: "1.5s") == .milliseconds(1500))
        #expect(Duration(wireText: "1.25s") == .milliseconds(1250))
        #expect(Duration(wireText: "1.123456789s") == .nanoseconds(1_123_456_789))
    }

    @Test(arguments: [
        "", "s", "50", "50 s", "1.s", ".5s", "--1s", "1.1234567890s", "1e3s", "+1s", "1.5.5s", "٣s",
        "9999999999999s",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(Duration(wireText: text) == nil)
    }
}
