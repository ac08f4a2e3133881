// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import TestSupport
import Testing

/// The Inspector and the Log.
@MainActor
@Suite struct InspectorGoldenTests {
    enum Picture: String, CaseIterable, CustomTestStringConvertible {
        case wire
        case inspectorSummary = "inspector-summary"
        case inspectorJSON = "inspector-json"
        case inspectorHex = "inspector-hex"
        case inspectorAudio = "inspector-audio"
        case inspectorDiff = "inspector-diff"
        case log
        case copyMenu = "copy-menu"

        var testDescription: String { rawValue }

        @MainActor func play(on stage: Stage) {
            stage.wireFrames()
            switch self {
            case .wire: stage.press("Esc 3 k k k")
            case .inspectorSummary: stage.press("Esc 3 k k k Enter")
            case .inspectorJSON: stage.press("Esc 3 k k k Enter ] j j j")
            case .inspectorHex: stage.press("Esc 0 H H H")
            case .inspectorAudio: stage.press("Esc 0 [ [ [")
            case .inspectorDiff: stage.press("Esc 3 k * k k * D 0")
            case .log: stage.press("Esc 8 k")
            case .copyMenu: stage.press("Esc 4 Y j")
            }
        }
    }

    nonisolated static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
        Size(width: 20, height: 5),
    ]

    @Test(arguments: Picture.allCases, sizes)
    func unicode(picture: Picture, size: Size) {
        let stage = Stage(size, preset: picture == .wire ? .wire : .debug)
        picture.play(on: stage)
        assertGolden(stage.dump(), name: "\(picture.rawValue).\(size)")
    }

    @Test(arguments: [Picture.inspectorJSON, .inspectorAudio, .inspectorDiff, .log])
    func ascii(picture: Picture) {
        let size = Size(width: 80, height: 24)
        let stage = Stage(size, glyphs: .ascii, depth: .mono)
        picture.play(on: stage)
        assertGolden(stage.dump(), name: "\(picture.rawValue).ascii.\(size)")
        #expect(stage.screen.allSatisfy { $0.isASCII })
    }
}

extension Stage {
    /// A call, its answer, another answer like it, and sound.
    @discardableResult
    func wireFrames() -> Stage {
        send(.sessionOpened(state.session.profile, at: .zero)).connected()
        let call = FunctionCall(
            id: "c1",
            name: "get_weather",
            args: ["city": "Oslo", "days": [1, 2.5], "units": nil, "exact": true]
        )
        play(
            .down(3, LiveServerMessage(toolCall: ToolCall(functionCalls: [call]))),
            .toolCall([call], turn: 1),
            .tool(.weather("c1", "Oslo", .running))
        )
        for (number, sky) in [(4, "rain"), (5, "sun")] {
            let answer = FunctionResponse(
                id: "c1",
                name: "get_weather",
                response: ["sky": .string(sky)]
            )
            let response = ToolResponse(functionResponses: [answer])
            play(.up(number, LiveClientMessage(toolResponse: response)))
        }
        play(.tool(.weather("c1", "Oslo", .finished(["sky": "rain"]), 182)))
        let samples = (0..<2400).map { Int16(($0 % 240 - 120) * $0 / 24) }
        let data = samples.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let part = Part(inlineData: Blob(mimeType: "audio/pcm;rate=24000", data: data))
        let content = ServerContent(modelTurn: Content(role: "model", parts: [part]))
        play(
            .goAway(timeLeft: .seconds(52)),
            .voice(.device(.input, .lost("unplugged"))),
            .down(6, LiveServerMessage(serverContent: content))
        )
        return self
    }
}
