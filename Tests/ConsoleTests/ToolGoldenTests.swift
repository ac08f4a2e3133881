// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import TestSupport
import Testing

/// The Tools pane and what stands over it.
@MainActor
@Suite struct ToolGoldenTests {
    enum Picture: String, CaseIterable, CustomTestStringConvertible {
        case tools
        case toolBanner = "tool-banner"
        case toolQuestion = "tool-question"
        case toolDetails = "tool-details"
        case toolAnswer = "tool-answer"

        var testDescription: String { rawValue }

        @MainActor func play(on stage: Stage) {
            stage.toolCalls()
            switch self {
            case .tools: stage.askingCall().press("Esc 4 I")
            case .toolBanner: stage.askingCall().type("meanwhile I ty")
            case .toolQuestion: stage.askingCall().press("Ctrl-Y")
            case .toolDetails: stage.press("Esc 4 Enter")
            case .toolAnswer: stage.callForAnAnswer().press("Ctrl-Y").type("the first")
            }
        }
    }

    nonisolated static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
    ]

    @Test(arguments: Picture.allCases, sizes)
    func unicode(picture: Picture, size: Size) {
        let stage = Stage(size, profile: .withTools)
        picture.play(on: stage)
        assertGolden(stage.dump(), name: "\(picture.rawValue).\(size)")
    }

    @Test(arguments: [Picture.tools, .toolQuestion])
    func ascii(picture: Picture) {
        let size = Size(width: 80, height: 24)
        let stage = Stage(size, profile: .withTools, glyphs: .ascii, depth: .mono)
        picture.play(on: stage)
        assertGolden(stage.dump(), name: "\(picture.rawValue).ascii.\(size)")
        #expect(stage.screen.allSatisfy { $0.isASCII })
    }
}
