// SPDX-License-Identifier: Apache-2.0

/// Which panes stand side by side, for a kind of work.
package struct LayoutPreset: Sendable, Equatable {
    package let name: String
    /// From top to bottom, where a run has sound.
    let bands: [Band]
    /// From top to bottom, where it has none.
    let silentBands: [Band]
    /// On a wall, which has room for more; nil for the same.
    let wall: Wall?

    /// The bands of a screen with room for everything.
    struct Wall: Sendable, Equatable {
        var bands: [Band]
        var silent: [Band]
    }

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

    /// Panes one above the other.
    struct Column: Sendable, Equatable {
        /// Its share of the width, relative to the other columns.
        var share = 1
        var parts: [Part]

        init(_ pane: PaneID, share: Int = 1) {
            self.init([Part(pane: pane)], share: share)
        }

        init(_ parts: [Part], share: Int = 1) {
            self.parts = parts
            self.share = share
        }
    }

    /// Rows all across the screen: columns side by side, each with its panes from the top.
    struct Band: Sendable, Equatable {
        var height = Height.flexible
        var columns: [Column]
    }

    /// A layout of bands; where a run has no sound, `silent` ones stand in their place.
    init(name: String, bands: [Band], silent: [Band]? = nil, wall: Wall? = nil) {
        self.name = name
        self.bands = bands
        silentBands = silent ?? bands
        self.wall = wall
    }

    /// The bands from top to bottom; panes of sound and of video stand only where there is any.
    func bands(hasSound: Bool, hasVideo: Bool, isWall: Bool) -> [Band] {
        let bands =
            if isWall, let wall {
                hasSound ? wall.bands : wall.silent
            } else {
                hasSound ? bands : silentBands
            }
        guard hasVideo, !Self.panes(of: bands).contains(.video) else { return bands }
        return bands.map { $0.showingVideo(besides: self == .talk ? .audio : .frames) }
    }

    /// The panes of the preset in the order of their keys.
    package func panes(hasSound: Bool, hasVideo: Bool = false, isWall: Bool = false) -> [PaneID] {
        Self.panes(of: bands(hasSound: hasSound, hasVideo: hasVideo, isWall: isWall))
    }

    /// The panes of bands in the order of their keys.
    static func panes(of bands: [Band]) -> [PaneID] {
        bands.flatMap { $0.columns.flatMap(\.parts).map(\.pane) }.sorted { $0.order < $1.order }
    }
}

extension LayoutPreset {
    /// The presets that are always there, in the order in which a key goes through them.
    package static let builtIn = [talk, debug, wire, latency]

    /// The conversation, with its sound where there is any.
    package static let talk = LayoutPreset(
        name: "talk",
        bands: [
            Band(height: .fixed(wide: 12, wall: 14), columns: [Column(.audio)]),
            Band(columns: [Column(.transcript)]),
            lanes,
        ],
        silent: [Band(columns: [Column(.transcript)])]
    )

    /// Everything at once; the default.
    package static let debug = LayoutPreset(
        name: "debug",
        bands: [
            Band(
                height: .fixed(wide: 8, wall: 14),
                columns: [Column(.audio), Column(.budget)]
            ),
            Band(columns: [Column(.transcript), Column(.frames)]),
            toolsAndTurns,
            lanes,
        ],
        silent: [
            Band(columns: [Column(.transcript), budgetAndFrames]),
            toolsAndTurns,
        ],
        wall: Wall(
            bands: [
                Band(
                    height: .fixed(wide: 8, wall: 14),
                    columns: [Column(.audio, share: 2), Column(.budget), Column(.config)]
                ),
                Band(columns: [Column(.transcript), Column(.frames), Column(.inspector)]),
                Band(
                    height: .fixed(wide: 8, wall: 13),
                    columns: [Column(.tools), Column(.turns, share: 2)]
                ),
                Band(
                    height: .fixed(wide: 6, wall: 7),
                    columns: [Column(.lanes, share: 2), Column(.log)]
                ),
            ],
            silent: [
                Band(columns: [Column(.transcript), budgetAndFrames, Column(.inspector)]),
                Band(
                    height: .fixed(wide: 8, wall: 13),
                    columns: [Column(.tools), Column(.turns), Column(.log)]
                ),
            ]
        )
    )

    /// The frames on the wire, one of them in full.
    package static let wire = LayoutPreset(
        name: "wire",
        bands: [
            Band(columns: [Column(.frames), Column(.inspector)]),
            Band(height: .fixed(wide: 8, wall: 13), columns: [Column(.tools), Column(.log)]),
        ]
    )

    /// How long turns take, and what was heard.
    package static let latency = LayoutPreset(
        name: "latency",
        bands: [
            Band(columns: [Column(.turns)]),
            lanes,
            Band(
                height: .fixed(wide: 12, wall: 18),
                columns: [Column(.audio), Column(.transcript)]
            ),
        ],
        silent: [
            Band(columns: [Column(.turns)]),
            Band(height: .fixed(wide: 14, wall: 20), columns: [Column(.transcript)]),
        ]
    )

    private static let lanes = Band(
        height: .fixed(wide: 6, wall: 7),
        columns: [Column(.lanes)]
    )

    private static let toolsAndTurns = Band(
        height: .fixed(wide: 8, wall: 13),
        columns: [Column(.tools), Column(.turns)]
    )

    private static let budgetAndFrames = Column([
        Part(pane: .budget, height: .fixed(wide: 8, wall: 11)), Part(pane: .frames),
    ])
}

extension LayoutPreset.Band {
    /// The band with the Video pane beside the sound, or above the frames.
    fileprivate func showingVideo(besides neighbor: PaneID) -> Self {
        var band = self
        guard
            let column = columns.firstIndex(where: { $0.parts.contains { $0.pane == neighbor } })
        else { return self }
        if neighbor == .audio {
            band.columns.insert(LayoutPreset.Column(.video), at: column + 1)
        } else if columns.count > 1,
            let part = columns[column].parts.firstIndex(where: { $0.pane == neighbor })
        {
            let video = LayoutPreset.Part(pane: .video, height: .fixed(wide: 9, wall: 16))
            band.columns[column].parts.insert(video, at: part)
        }
        return band
    }
}
