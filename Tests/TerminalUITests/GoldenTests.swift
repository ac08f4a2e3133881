// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TestSupport

@Suite struct GoldenTests {
    @Test func aMissingGoldenFails() {
        withKnownIssue {
            assertGolden("text", name: "no-such-golden")
        }
    }

    @Test func aDifferenceFails() {
        withKnownIssue {
            assertGolden("something else", name: "block-plain-ascii.6x3")
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("+ something else") }
        }
    }

    @Test func theDiffShowsLinesInOrder() {
        let diff = LineDiff.text(from: "a\nb\nc", to: "a\nx\nc\nd")
        #expect(diff == "  a\n- b\n+ x\n  c\n+ d")
    }
}
