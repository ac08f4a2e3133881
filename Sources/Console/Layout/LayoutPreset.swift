// SPDX-License-Identifier: Apache-2.0

/// Which panes stand side by side, for a kind of work.
package struct LayoutPreset: Sendable, Equatable {
    package let name: String
    /// From top to bottom, where a run has sound.
    let bands: [Band]
    /// From top to bottom, where it has none.
    let silentBands: [Band]

    /// How a band or a pane shares the height there is.
    enum Height: Sendable, Equatable {
        /// This many rows with the border, at 120 columns and on a wall.
        case fixed(wide: Int, wall: Int)
        case flexible
    }

    /// One pane of a column.
    struct Part: Sendable, Equatable {
        var pane: PaneID
        var height = Height.flexible
    }

    /// Rows all across the screen: columns of equal width, each with its panes from the top.
    struct Band: Sendable, Equatable {
        var height = Height.flexible
        var columns: [[Part]]
    }

    /// A layout of bands; where a run has no sound, `silent` ones stand in their place.
    init(name: String, bands: [Band], silent: [Band]? = nil) {
        self.name = name
        self.bands = bands
        silentBands = silent ?? bands
    }

    /// The bands from top to bottom; panes of sound and of video stand only where there is any.
    func bands(hasSound: Bool, hasVideo: Bool) -> [Band] {
        let bands = hasSound ? bands : silentBands
        let isThere = bands.contains { $0.columns.joined().contains { $0.pane == .video } }
        guard hasVideo, !isThere else { return bands }
        return bands.map { $0.showingVideo(besides: self == .talk ? .audio : .frames) }
    }

    /// The panes of the preset by number.
    package func panes(hasSound: Bool, hasVideo: Bool = false) -> [PaneID] {
        bands(hasSound: hasSound, hasVideo: hasVideo).flatMap { $0.columns.joined().map(\.pane) }
            .sorted { $0.rawValue < $1.rawValue }
    }
}

extension LayoutPreset {
    /// The presets that are always there, in the order in which a key goes through them.
    package static let builtIn = [talk, debug, wire, latency]

    /// The conversation, with its sound where there is any.
    package static let talk = LayoutPreset(
        name: "talk",
        bands: [
            Band(height: .fixed(wide: 12, wall: 14), columns: [[Part(pane: .audio)]]),
            Band(columns: [[Part(pane: .transcript)]]),
            lanes,
        ],
        silent: [Band(columns: [[Part(pane: .transcript)]])]
    )

    /// Everything at once; the default.
    package static let debug = LayoutPreset(
        name: "debug",
        bands: [
            Band(
                height: .fixed(wide: 8, wall: 14),
                columns: [[Part(pane: .audio)], [Part(pane: .budget)]]
            ),
            Band(columns: [[Part(pane: .transcript)], [Part(pane: .frames)]]),
            toolsAndTurns,
            lanes,
        ],
        silent: [
            Band(columns: [
                [Part(pane: .transcript)],
                [
                    Part(pane: .budget, height: .fixed(wide: 8, wall: 11)),
                    Part(pane: .frames),
                ],
            ]),
            toolsAndTurns,
        ]
    )

    /// The frames on the wire.
    package static let wire = LayoutPreset(
        name: "wire",
        bands: [Band(columns: [[Part(pane: .frames)]])]
    )

    /// How long turns take, and what was heard.
    package static let latency = LayoutPreset(
        name: "latency",
        bands: [
            Band(columns: [[Part(pane: .turns)]]),
            lanes,
            Band(
                height: .fixed(wide: 12, wall: 18),
                columns: [[Part(pane: .audio)], [Part(pane: .transcript)]]
            ),
        ],
        silent: [
            Band(columns: [[Part(pane: .turns)]]),
            Band(height: .fixed(wide: 14, wall: 20), columns: [[Part(pane: .transcript)]]),
        ]
    )

    private static let lanes = Band(
        height: .fixed(wide: 6, wall: 7),
        columns: [[Part(pane: .lanes)]]
    )

    private static let toolsAndTurns = Band(
        height: .fixed(wide: 8, wall: 13),
        columns: [[Part(pane: .tools)], [Part(pane: .turns)]]
    )
}

extension LayoutPreset.Band {
    /// The band with the Video pane beside the sound, or above the frames.
    fileprivate func showingVideo(besides neighbor: PaneID) -> Self {
        var band = self
        guard let column = columns.firstIndex(where: { $0.contains { $0.pane == neighbor } }) else {
            return self
        }
        if neighbor == .audio {
            band.columns.insert([LayoutPreset.Part(pane: .video)], at: column + 1)
        } else if columns.count > 1,
            let part = columns[column].firstIndex(where: { $0.pane == neighbor })
        {
            let video = LayoutPreset.Part(pane: .video, height: .fixed(wide: 9, wall: 16))
            band.columns[column].insert(video, at: part)
        }
        return band
    }
}
