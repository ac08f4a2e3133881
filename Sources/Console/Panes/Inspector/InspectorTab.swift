// SPDX-License-Identifier: Apache-2.0

/// The ways the inspector shows a frame; another one joins here and in ``InspectorState/content(in:)``.
package enum InspectorTab: Int, Sendable, CaseIterable {
    case summary
    case json
    case raw
    case hex
    case audio
    case picture
    case diff

    /// The name on the tab.
    package var title: String {
        switch self {
        case .summary: "Summary"
        case .json: "JSON"
        case .raw: "Raw"
        case .hex: "Hex"
        case .audio: "Audio"
        case .picture: "Picture"
        case .diff: "Diff"
        }
    }

    /// The tab `step` places further, round and round.
    func advanced(by step: Int) -> InspectorTab {
        let all = Self.allCases
        return all[(rawValue + step + all.count) % all.count]
    }
}
