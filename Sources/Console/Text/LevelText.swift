// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Voice

/// Levels, rates and shares as the meters write them.
enum LevelText {
    /// The bottom of every bar, in dBFS.
    static let bottom = -60.0

    /// A level with a tenth, `-18.5`; silence is `-inf`.
    static func decibels(_ level: Double) -> String {
        level <= LevelSnapshot.silence ? "-inf" : tenths(level)
    }

    /// A level without a fraction.
    static func wholeDecibels(_ level: Double) -> String {
        level <= LevelSnapshot.silence ? "-inf" : String(whole(level))
    }

    /// A gain with its sign, `+3 dB`.
    static func gain(_ decibels: Double) -> String {
        let rounded = whole(decibels)
        return "\(rounded < 0 ? "" : "+")\(rounded) dB"
    }

    /// A share of full scale with two decimals and its sign, `+.02`.
    static func offset(_ share: Double) -> String {
        "\(share < 0 ? "-" : "+")\(hundredths(abs(share)))"
    }

    /// A share with two decimals: `.02`, `1.00`.
    static func hundredths(_ share: Double) -> String {
        let value = whole(share * 100)
        let digits = value % 100 < 10 ? "0\(value % 100)" : "\(value % 100)"
        return value < 100 ? ".\(digits)" : "\(value / 100).\(digits)"
    }

    /// A rate as `16k` or `44.1k`.
    static func rate(_ hertz: Int) -> String {
        let tenths = (hertz + 50) / 100
        return tenths % 10 == 0 ? "\(tenths / 10)k" : "\(tenths / 10).\(tenths % 10)k"
    }

    static func channels(_ count: Int) -> String {
        switch count {
        case 1: "mono"
        case 2: "stereo"
        default: "\(count) ch"
        }
    }

    /// How far up a bar from ``bottom`` to full scale a level reaches, 0 to 1.
    static func share(_ level: Double) -> Double {
        min(max((level - bottom) / -bottom, 0), 1)
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = whole(value * 10)
        let magnitude = tenths.magnitude
        return "\(tenths < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10)"
    }

    /// The nearest whole number; snapshots come from outside, so anything may be in them.
    private static func whole(_ value: Double) -> Int {
        value.isFinite ? Int(min(max(value, -1e9), 1e9).rounded()) : 0
    }
}
