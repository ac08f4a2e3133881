// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import Testing

@Suite struct ConsoleLayoutTests {
    private func layout(
        _ width: Int,
        _ height: Int,
        preset: LayoutPreset = .debug,
        focus: PaneID = .transcript,
        zoom: PaneZoom = .normal,
        hasSound: Bool = false
    ) -> ConsoleLayout {
        ConsoleLayout(
            size: Size(width: width, height: height),
            preset: preset,
            focus: focus,
            zoom: zoom,
            hasSound: hasSound
        )
    }

    @Test(arguments: [
        (79, 24, SizeClass.small), (80, 23, .small), (80, 24, .compact), (119, 60, .compact),
        (120, 24, .wide), (180, 49, .wide), (179, 50, .wide), (180, 50, .wall),
    ])
    func sizeClassesBeginWhereTheySay(width: Int, height: Int, expected: SizeClass) {
        #expect(SizeClass(Size(width: width, height: height)) == expected)
    }

    /// Every cell belongs to exactly one area, at every size, preset, focus and zoom.
    @Test func areasCoverTheScreenWithoutOverlap() {
        let widths = [0, 1, 2, 5, 19, 20, 79, 80, 100, 119, 120, 121, 179, 180, 200, 301]
        let heights = [0, 1, 2, 3, 4, 5, 8, 23, 24, 25, 40, 49, 50, 60, 111]
        for width in widths {
            for height in heights {
                for preset in LayoutPreset.builtIn {
                    for focus in PaneID.allCases {
                        for (zoom, hasSound) in [
                            (PaneZoom.normal, false), (.full, false), (.half, false),
                            (.normal, true), (.full, true), (.half, true),
                        ] {
                            let layout = layout(
                                width,
                                height,
                                preset: preset,
                                focus: focus,
                                zoom: zoom,
                                hasSound: hasSound
                            )
                            let areas =
                                [layout.status, layout.sizeLine, layout.input, layout.hints]
                                + [layout.meters, layout.lanes] + layout.placements.map(\.area)
                            let screen = Rect(x: 0, y: 0, width: width, height: height)
                            #expect(areas.reduce(0) { $0 + $1.area } == screen.area)
                            for (index, area) in areas.enumerated() {
                                #expect(area.intersection(screen) == area || area.isEmpty)
                                for other in areas[..<index] {
                                    #expect(area.intersection(other).isEmpty)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test func focusedPaneIsAlwaysOnTheScreen() {
        for preset in LayoutPreset.builtIn {
            for focus in PaneID.allCases {
                for (width, height) in [(20, 5), (80, 24), (120, 40), (200, 60)] {
                    let layout = layout(width, height, preset: preset, focus: focus)
                    #expect(layout.placements.contains { $0.pane == focus && !$0.area.isEmpty })
                }
            }
        }
    }

    @Test func inputLineIsTheLastThingToGo() {
        #expect(!layout(1, 1).input.isEmpty)
        #expect(layout(1, 1).status.isEmpty)
        #expect(!layout(20, 2).input.isEmpty)
        #expect(layout(20, 2).placements[0].area.height == 1)
    }

    @Test func smallScreenSaysItsSize() {
        #expect(!layout(20, 5).sizeLine.isEmpty)
        #expect(!layout(79, 24).sizeLine.isEmpty)
        #expect(layout(80, 24).sizeLine.isEmpty)
    }

    @Test func debugStandsSideBySide() {
        let layout = layout(120, 40)
        let panes: [PaneID] = [.transcript, .budget, .frames, .tools, .turns]
        #expect(layout.placements.map(\.pane) == panes)
        #expect(layout.placements[0].area == Rect(x: 0, y: 1, width: 60, height: 29))
        #expect(layout.placements[1].area == Rect(x: 60, y: 1, width: 60, height: 8))
        #expect(layout.placements[2].area == Rect(x: 60, y: 9, width: 60, height: 21))
        #expect(layout.placements[3].area == Rect(x: 0, y: 30, width: 60, height: 8))
        #expect(layout.placements[4].area == Rect(x: 60, y: 30, width: 60, height: 8))
    }

    @Test func paneOutsideThePresetTakesTheScreen() {
        let layout = layout(120, 40, preset: .talk, focus: .budget)
        #expect(layout.placements.map(\.pane) == [.budget])
    }

    @Test func everyPaneHasContentWithinItsArea() throws {
        for (width, height) in [(20, 5), (80, 24), (120, 40), (200, 60)] {
            let layout = layout(width, height)
            for placement in layout.placements {
                let content = try #require(layout.content(of: placement.pane))
                #expect(content.intersection(placement.area) == content)
            }
        }
    }

    @Test func compactScreensWithSoundKeepMetersAndLanesInView() {
        for focus in PaneID.allCases {
            let layout = layout(80, 24, focus: focus, hasSound: true)
            #expect(layout.meters == Rect(x: 0, y: 1, width: 80, height: 2))
            #expect(layout.placements[0].area == Rect(x: 0, y: 3, width: 80, height: 17))
            #expect(layout.lanes == Rect(x: 0, y: 20, width: 80, height: 2))
        }
        #expect(layout(80, 24).meters.isEmpty)
    }

    @Test func debugWithSoundStandsInBands() {
        let layout = layout(120, 40, hasSound: true)
        let panes: [PaneID] = [.audio, .budget, .transcript, .frames, .tools, .turns, .lanes]
        #expect(layout.placements.map(\.pane) == panes)
        #expect(layout.placements.map(\.area.height) == [8, 8, 15, 15, 8, 8, 6])
    }

    @Test func wallHasRoomForInspectorConfigAndLog() {
        let panes: [PaneID] = [
            .audio, .budget, .config, .transcript, .frames, .inspector, .tools, .turns, .lanes,
            .log,
        ]
        let wall = layout(200, 60, hasSound: true)
        #expect(wall.placements.map(\.pane) == panes)
        #expect(wall.placements[0].area.width == 100)
        let silent: [PaneID] = [
            .transcript, .budget, .frames, .inspector, .tools, .turns, .log,
        ]
        #expect(layout(200, 60).placements.map(\.pane) == silent)
        #expect(layout(200, 60).reachable.last == .inspector)
    }

    @Test func wireShowsFramesBesideTheInspector() {
        let layout = layout(120, 40, preset: .wire, focus: .frames)
        #expect(layout.placements.map(\.pane) == [.frames, .inspector, .tools, .log])
    }

    @Test func meteredBandsShrinkBeforeTheConversation() {
        let layout = layout(120, 24, preset: .talk, hasSound: true)
        #expect(layout.placements.map(\.pane) == [.audio, .transcript, .lanes])
        #expect(layout.placements.map(\.area.height) == [4, 12, 5])
    }
}
