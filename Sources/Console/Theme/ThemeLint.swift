// SPDX-License-Identifier: Apache-2.0

import Glibc
import TerminalUI

/// Looks for what eyes cannot read in a theme.
///
/// Contrast is that of WCAG 2.2, 1.4.3: 4.5 for text, 3 for graphics that carry meaning (1.4.11).
/// Colours that are the terminal's own cannot be judged and are passed over.
package struct ThemeLint: Sendable {
    /// One thing that should be mended.
    package struct Finding: Sendable, Equatable, CustomStringConvertible {
        /// The role's path in a theme file; two of them where a pair is meant.
        package var role: String
        package var problem: String

        package var description: String { "\(role): \(problem)" }
    }

    private let theme: Theme
    /// What the text stands on where the theme leaves that to the terminal.
    private let ground: Luminance

    /// A check of a theme made for the given ground.
    package init(_ theme: Theme, variant: ThemeFile.Variant) {
        self.theme = theme
        // No terminal's ground is known; these are the usual ones, the worse for contrast.
        let usual: Color = variant == .light ? .rgb(255, 255, 255) : .rgb(0x1E, 0x1E, 0x1E)
        ground = Luminance(theme.ground.background) ?? Luminance(usual) ?? Luminance(value: 0)
    }

    /// All findings, in the order of the roles.
    package var findings: [Finding] {
        ThemeRole.allCases.compactMap(contrast) + ThemeRamp.allCases.compactMap(contrast)
            + indistinct
    }

    private func contrast(_ role: ThemeRole) -> Finding? {
        let style = theme.style(role)
        guard let least = role.leastContrast, let ink = Luminance(style.foreground) else {
            return nil
        }
        return finding(role.rawValue, ink, on: Luminance(style.background) ?? ground, least)
    }

    /// A ramp is read by how far it reaches: its end has to be seen.
    private func contrast(_ ramp: ThemeRamp) -> Finding? {
        guard let end = Luminance(theme.style(ramp, at: 1).foreground) else { return nil }
        return finding(ramp.rawValue, end, on: ground, 3)
    }

    private func finding(
        _ role: String,
        _ ink: Luminance,
        on ground: Luminance,
        _ least: Double
    ) -> Finding? {
        let contrast = ink.contrast(with: ground)
        guard contrast < least else { return nil }
        return Finding(
            role: role,
            problem: "contrast \(Self.text(contrast)) to its ground, \(Self.text(least)) is needed"
        )
    }

    /// Conditions that look the same to who sees no hues.
    private var indistinct: [Finding] {
        let states: [(ThemeRole, ThemeRole)] = [(.ok, .error), (.ok, .warn), (.warn, .error)]
        return states.compactMap { first, second in
            let (one, other) = (theme.style(first), theme.style(second))
            guard one.modifiers == other.modifiers,
                let light = Luminance(one.foreground), let dark = Luminance(other.foreground)
            else { return nil }
            let contrast = light.contrast(with: dark)
            guard contrast < 1.1 else { return nil }
            return Finding(
                role: "\(first.rawValue) and \(second.rawValue)",
                problem: "as bright as each other (\(Self.text(contrast))): alike without hues"
            )
        }
    }

    /// Two digits after the point, rounded down: what is just below a limit must not read as it.
    private static func text(_ ratio: Double) -> String {
        let hundredths = Int(ratio * 100)
        let fraction = hundredths % 100
        return fraction == 0
            ? "\(hundredths / 100)"
            : "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

/// How bright a colour is, from 0 to 1, as WCAG defines relative luminance.
private struct Luminance {
    var value: Double

    init(value: Double) { self.value = value }

    init?(_ color: Color?) {
        guard let (red, green, blue) = color?.components else { return nil }
        value = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        func linear(_ component: UInt8) -> Double {
            let share = Double(component) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
    }

    func contrast(with other: Luminance) -> Double {
        (max(value, other.value) + 0.05) / (min(value, other.value) + 0.05)
    }
}

extension ThemeRole {
    /// The contrast the role needs to be read, or nil where it is there to be overlooked.
    fileprivate var leastContrast: Double? {
        switch self {
        case .background, .selection, .cursorLine, .partial, .unheard, .diffSame,
            .border, .keyHintDisabled, .meterFloor, .meterVadSilence, .gaugeTrack, .gaugeTick,
            .latencySilenceLead, .laneRuler, .spectrumLow:
            nil
        case .borderFocus, .meterPeakHold, .meterVadLocal, .meterVadServer, .meterThreshold,
            .meterXrun, .spectrumMid, .spectrumHigh, .gaugeWarn, .gaugeCritical, .gaugeBurn,
            .tokensText, .tokensAudio, .tokensImage, .tokensVideo, .tokensCached, .tokensThoughts,
            .tokensToolPrompt, .latencyEndpointWait, .latencyServerWait, .latencyFirstByte,
            .latencyJitterBuffer, .latencyPlayout, .latencyToolWait, .latencyStall,
            .latencyPercentile, .laneUser, .laneModel, .laneTool, .laneInterruption, .laneMarker:
            3
        default:
            4.5
        }
    }
}
