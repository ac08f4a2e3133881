// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import TestSupport
import Testing

/// Screens with the budget and the turns of a long call.
@MainActor
@Suite struct BookGoldenTests {
    enum Picture: String, CaseIterable, CustomTestStringConvertible {
        case budget
        case turns
        case turnDetail = "turn-detail"
        case latency

        var testDescription: String { rawValue }

        @MainActor func play(on stage: Stage) {
            stage.longCall()
            switch self {
            case .budget: stage.press("Esc 5")
            case .turns: stage.press("Esc 6 k")
            case .turnDetail: stage.press("Esc 6 6 k k k Enter")
            case .latency: stage.press("Esc 6")
            }
        }
    }

    @Test(arguments: Picture.allCases, SoundGoldenTests.sizes)
    func unicode(picture: Picture, size: Size) {
        let preset: LayoutPreset = picture == .latency ? .latency : .debug
        let stage = Stage(size, profile: .priced, preset: preset, hasSound: true)
        picture.play(on: stage)
        assertGolden(stage.dump(), name: "\(picture.rawValue).\(size)")
    }

    @Test(arguments: [Picture.budget, .turns])
    func ascii(picture: Picture) {
        for size in SoundGoldenTests.sizes.prefix(2) {
            let stage = Stage(size, profile: .priced, glyphs: .ascii, depth: .mono, hasSound: true)
            picture.play(on: stage)
            assertGolden(stage.dump(), name: "\(picture.rawValue).ascii.\(size)")
            #expect(stage.screen.allSatisfy { $0.isASCII })
        }
    }
}
