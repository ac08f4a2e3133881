// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@Suite struct RectTests {
    @Test func negativeSizesBecomeEmpty() {
        let rect = Rect(x: 1, y: 1, width: -3, height: 2)
        #expect(rect.isEmpty)
        #expect(rect.right == 1)
    }

    @Test func insetTakesFromEverySide() {
        let rect = Rect(x: 2, y: 3, width: 10, height: 5).inset(by: 1)
        #expect(rect == Rect(x: 3, y: 4, width: 8, height: 3))
    }

    @Test func insetOfATooSmallAreaStaysInsideIt() {
        let rect = Rect(x: 5, y: 5, width: 1, height: 1).inset(by: 3)
        #expect(rect == Rect(x: 6, y: 6, width: 0, height: 0))
    }

    @Test func intersectionIsEmptyWhenApart() {
        let left = Rect(x: 0, y: 0, width: 4, height: 4)
        #expect(left.intersection(Rect(x: 4, y: 0, width: 4, height: 4)).isEmpty)
        #expect(
            left.intersection(Rect(x: 3, y: 2, width: 9, height: 9))
                == Rect(x: 3, y: 2, width: 1, height: 2)
        )
    }

    @Test func containsIsHalfOpen() {
        let rect = Rect(x: 1, y: 1, width: 2, height: 2)
        #expect(rect.contains(Point(x: 2, y: 2)))
        #expect(!rect.contains(Point(x: 3, y: 2)))
        #expect(!rect.contains(Point(x: 0, y: 1)))
    }

    @Test func rowsOutsideAreEmpty() {
        let rect = Rect(x: 1, y: 1, width: 2, height: 2)
        #expect(rect.row(1) == Rect(x: 1, y: 2, width: 2, height: 1))
        #expect(rect.row(2).isEmpty)
        #expect(rect.row(-1).isEmpty)
    }
}
