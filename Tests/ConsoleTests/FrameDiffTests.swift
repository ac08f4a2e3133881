// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

/// Marking frames and comparing them.
@MainActor
@Suite struct FrameDiffTests {
    private let size = Size(width: 120, height: 40)

    private func frame(_ number: Int, _ json: String) -> SessionEvent.Kind {
        .frame(
            WireFrame(
                number: number,
                direction: .serverToClient,
                opcode: .text,
                payload: Array(json.utf8),
                meaning: .undecodable("test")
            )
        )
    }

    /// The rows of the comparison, without the two that name the frames.
    private func diff(_ old: String, _ new: String) -> [String] {
        let stage = Stage(size).play(frame(1, old), frame(2, new)).press("Esc 3 * k * D 0")
        let rows = stage.rows.filter { $0.hasPrefix("│") }.map { row in
            String(row.dropFirst().dropLast())
        }
        #expect(rows.dropFirst().prefix(2).map { $0.prefix(4) } == ["- #1", "+ #2"])
        return rows.dropFirst(3).map { row in
            var row = Substring(row)
            while row.last == " " { row.removeLast() }
            return String(row)
        }
        .filter { !$0.isEmpty }
    }

    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#, ["  {1}", "Nothing differs."]),
        (
            #"{"a":1,"b":2}"#, #"{"b":3,"c":true}"#,
            ["~ {}", "-   a: 1", "-   b: 2", "+   b: 3", "+   c: true"]
        ),
        (
            #"{"a":{"x":[1,2]}}"#, #"{"a":{"x":[2,4]}}"#,
            ["~ {}", "~   a: {}", "~     x: []", "-       0: 1", "        0: 2", "+       1: 4"]
        ),
        (#"["a"]"#, #"{"a":1}"#, ["- [1]", "+ {1}"]),
        (#"{"t":"one\ntwo"}"#, #"{"t":"one"}"#, ["~ {}", #"-   t: "one\ntwo""#, #"+   t: "one""#]),
        (
            #"[{"id":1,"v":"x"}]"#, #"[{"id":1,"v":"y"}]"#,
            ["~ []", "~   0: {}", "      id: 1", #"-     v: "x""#, #"+     v: "y""#]
        ),
    ])
    func differencesCarrySigns(old: String, new: String, rows: [String]) {
        #expect(diff(old, new) == rows)
    }

    @Test func markedFramesCarryAStar() {
        let stage = Stage(size).play(frame(1, "{}"), frame(2, "{}"), frame(3, "{}"))
        stage.press("Esc 3 3 *")
        #expect(stage.rows.contains { $0.contains(" 3*") })
        stage.press("k * k *")
        #expect(stage.state.live.frames.marks == [1, 0], "of three marks the oldest goes")
        stage.press("*")
        #expect(stage.state.live.frames.marks == [1])
    }

    @Test func comparingNeedsTwoMarks() {
        let stage = Stage(size).play(frame(1, "{}")).press("Esc 3 * D")
        #expect(stage.screen.contains("D: mark two frames with * first"))
    }

    @Test func markedFrameThatIsGoneIsToldOf() {
        var limits = ConsoleConfiguration.Limits()
        limits.frames = 2
        let stage = Stage(size, limits: limits).play(frame(1, "{}"), frame(2, "{}"))
        stage.press("Esc 3 * k *").play(frame(3, "{}"), frame(4, "{}")).press("D 0")
        #expect(stage.screen.contains("was let go of or is not listed now"))
    }

    @Test func hugeDifferenceIsCutAndSaysSo() {
        let old = "[" + (0..<5000).map(String.init).joined(separator: ",") + "]"
        let stage = Stage(size).play(frame(1, old), frame(2, "[]")).press("Esc 3 * k * D 0 G")
        #expect(stage.screen.contains("and more"))
    }
}
