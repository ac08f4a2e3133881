// SPDX-License-Identifier: Apache-2.0

/// How many colours a terminal can show, from fewest to most.
package enum ColorDepth: Int, Comparable, Sendable, CaseIterable {
    case mono
    case ansi8
    case ansi16
    case indexed256
    case trueColor

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
        left.rawValue < right.rawValue
    }
}
