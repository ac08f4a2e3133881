// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import TestSupport
import Testing

/// Whatever a server says and a person presses, the screen can be drawn and obeys nobody.
@MainActor @Suite struct ConsoleFuzzTests {
    private static let words = [
        "{", "}", "\"", "\\u001b[2J", "\\u202e", "\\u0000", "\\r\\n", "\"text\":\"", "\u{202E}",
        "\"serverContent\":", "\"functionCalls\":[{\"name\":\"", "\"parts\":[{", "99999999999",
    ]
    private static let keys = [
        "Esc", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "Enter", "Up", "Down", "PgUp",
        "PgDn", "Home", "End", "Left", "Right", "z", "+", "_", "/", "n", "{", "}", "!", "E", "D",
        "*", "f", "y", "Y", "?", "Tab", "S-Tab", "Ctrl-P", ":", "v", "p", "P", "l", "h", "b",
    ]

    @Test func sessions() throws {
        let samples = try Samples.files(in: "Tests/LiveAPITests/Fixtures/server", ".json")
        FuzzRun("console", samples: samples, words: Self.words, rounds: 8).run { input in
            var random = input.random
            let mutator = Mutator(samples: samples, words: Self.words.map { Array($0.utf8) })
            let terminal = MemoryTerminal(
                size: Size(
                    width: Int.random(in: 1...220, using: &random),
                    height: Int.random(in: 1...60, using: &random)
                ),
                glyphs: Bool.random(using: &random) ? .unicode : .ascii
            )
            var state = ConsoleState(
                configuration: ConsoleConfiguration(profile: Self.profile, glyphs: terminal.glyphs),
                size: terminal.size
            )
            var clock = Duration.zero
            for number in 1...12 {
                clock += .milliseconds(Int.random(in: 0...2_000, using: &random))
                for kind in Self.kinds(number, mutator.input(&random), &random) {
                    _ = state.apply(.session(SessionEvent(offset: clock, kind: kind)))
                }
                for _ in 0..<3 {
                    terminal.press(Self.keys.randomElement(using: &random) ?? "Esc")
                }
                for event in terminal.pollInput() { _ = state.apply(.input(event)) }
                _ = state.apply(.tick(now: clock))
                Self.draw(state, on: terminal)
                let hidden = terminal.rows.flatMap { Hidden.scalars(of: $0) }
                #expect(hidden.isEmpty, "\(input.origin): \(hidden)")
            }
        }
    }

    /// A frame and what the session would make of its text.
    private static func kinds(
        _ number: Int,
        _ payload: [UInt8],
        _ random: inout SeededGenerator
    ) -> [SessionEvent.Kind] {
        let meaning: WireFrame.Meaning
        do throws(JSONError) {
            meaning = .server(try MessageCodec().decodeServer(payload))
        } catch {
            meaning = .undecodable("\(error)")
        }
        let frame = WireFrame(
            number: number,
            direction: .serverToClient,
            opcode: Bool.random(using: &random) ? .text : .binary,
            payload: payload,
            meaning: meaning
        )
        let text = String(decoding: payload, as: UTF8.self)
        let call = FunctionCall(id: text, name: text, args: [text: .string(text)])
        let others: [SessionEvent.Kind] = [
            .phase(.ready), .userText(text, turn: number, delivery: .sent),
            .modelText(text, turn: number, isThought: Bool.random(using: &random)),
            .inputTranscript(Transcription(text: text), turn: number),
            .outputTranscript(Transcription(text: text), turn: number),
            .toolCall([call], turn: number), .notice(Notice(.error, text)),
            .tool(ToolEvent(id: text, name: text, arguments: call.args, state: .failed(text))),
            .turnEnded(TurnEnd(reason: text), turn: number),
            .phase(.reconnecting(attempt: number, reason: text)),
        ]
        return [.frame(frame)] + (0..<2).compactMap { _ in others.randomElement(using: &random) }
    }

    private static func draw(_ state: ConsoleState, on terminal: MemoryTerminal) {
        var buffer = CellBuffer(size: terminal.size)
        let theme = state.theme.resolved(for: terminal.colorDepth)
        let cursor = ConsoleScreen.draw(state, theme: theme, glyphs: terminal.glyphs, into: &buffer)
        terminal.present(buffer, cursor: cursor)
    }

    private static let profile = SessionProfile(
        route: SessionProfile.embeddedRoute,
        model: "models/m",
        terms: SessionTerms()
    )
}
