// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import TestSupport
import Testing

@MainActor
@Suite struct ScreenGoldenTests {
    /// What is on the screen, and how it came to be.
    enum Picture: String, CaseIterable, CustomTestStringConvertible {
        case empty
        case streaming
        case interrupted
        case refused
        case lost
        case help

        var testDescription: String { rawValue }

        @MainActor func play(on stage: Stage) {
            switch self {
            case .empty: break
            case .streaming: stage.connected().firstTurn().secondReply()
            case .interrupted: stage.connected().firstTurn().secondReply().interruption()
            case .refused: stage.connected().refusal()
            case .lost: stage.connected().firstTurn().secondReply().loss()
            case .help: stage.connected().press("Esc ?")
            }
        }
    }

    nonisolated static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
        Size(width: 20, height: 5),
    ]

    @Test(arguments: Picture.allCases, sizes)
    func unicode(picture: Picture, size: Size) {
        let stage = Stage(size)
        picture.play(on: stage)
        assertGolden(stage.dump(), name: "\(picture.rawValue).\(size)")
    }

    @Test(arguments: Picture.allCases)
    func ascii(picture: Picture) {
        for size in Self.sizes.prefix(2) {
            let stage = Stage(size, glyphs: .ascii, depth: .mono)
            picture.play(on: stage)
            assertGolden(stage.dump(), name: "\(picture.rawValue).ascii.\(size)")
            #expect(stage.screen.allSatisfy { $0.isASCII })
        }
    }
}
