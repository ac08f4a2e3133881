// SPDX-License-Identifier: Apache-2.0

/// One row of the Audio pane, or a few for a graph.
struct AudioRow: Equatable {
    /// From top to bottom.
    enum Kind: CaseIterable {
        case inputMeter
        case inputLevels
        case inputDevice
        case inputWave
        case inputSpectrum
        case outputMeter
        case outputFlow
        case outputDevice
        case outputWave
        case outputSpectrum
        case speech
        case mode
    }

    var kind: Kind
    var height: Int

    /// What a person can least do without comes first.
    private static let byImportance: [Kind] = [
        .inputMeter, .outputMeter, .speech, .inputDevice, .outputFlow, .inputLevels,
        .outputDevice, .mode, .inputWave, .outputWave, .inputSpectrum, .outputSpectrum,
    ]

    /// Graphs grow to this when there is room.
    private static let graphHeight = 6

    /// The rows that fit a height, those of each direction together.
    static func shown(in height: Int) -> [AudioRow] {
        let kinds = Set(byImportance.prefix(max(height, 0)))
        var rows = Kind.allCases.filter(kinds.contains).map { AudioRow(kind: $0, height: 1) }
        var spare = height - rows.count
        for target in stride(from: 2, through: graphHeight, by: 1) {
            for index in rows.indices where rows[index].kind.isGraph && spare > 0 {
                rows[index].height = target
                spare -= 1
            }
        }
        return rows
    }

    /// Whether any of the rows at a height is a graph.
    static func hasGraphs(in height: Int) -> Bool {
        shown(in: height).contains { $0.kind.isGraph }
    }
}

extension AudioRow.Kind {
    fileprivate var isGraph: Bool {
        switch self {
        case .inputWave, .inputSpectrum, .outputWave, .outputSpectrum: true
        default: false
        }
    }
}
