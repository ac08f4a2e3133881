// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing
import Voice

/// Who spoke when.
@MainActor
@Suite struct LanesTests {
    private let size = Size(width: 120, height: 40)

    /// A lane's row without its label.
    private func lane(_ label: String, _ stage: Stage) -> Substring {
        let row = stage.rows.last { $0.hasPrefix("│\(label) ") } ?? ""
        return row.dropFirst(7).dropLast()
    }

    private func stage() -> Stage {
        Stage(size, preset: .talk, hasSound: true).connected()
    }

    @Test func speechMovesToTheLeftAsTimeGoesOn() throws {
        let stage = stage().hear(.speaking, for: .seconds(1)).hear(.quiet)
        let begin = try #require(lane("VAD", stage).firstIndex(of: "█"))
        let before = lane("VAD", stage).distance(from: lane("VAD", stage).startIndex, to: begin)
        stage.hear(.quiet, for: .seconds(10))
        let later = try #require(lane("VAD", stage).firstIndex(of: "█"))
        let after = lane("VAD", stage).distance(from: lane("VAD", stage).startIndex, to: later)
        // A third of the window is a third of 112 columns.
        #expect(abs(before - after - 37) <= 2)
        #expect(lane("user", stage).contains("▆"))
        #expect(!lane("model", stage).contains("▆"))
    }

    @Test func mutedAndHeldMicrophonesLeaveNoTrace() {
        let muted = VoiceSnapshot.speaking.with {
            $0.microphone.isOn = false
            $0.microphone.isOpen = false
        }
        let held = VoiceSnapshot.speaking.with { $0.microphone.isGated = true }
        for snapshot in [muted, held] {
            let stage = stage().hear(snapshot, for: .seconds(1))
            #expect(Set(lane("user", stage)) == ["▁"])
            #expect(Set(lane("VAD", stage)) == ["▁"])
        }
    }

    @Test func marksStandWhereTheyHappened() {
        let stage = stage().hear(.quiet, for: .seconds(2)).play(.model("Well"))
        stage.play(.toolCall([FunctionCall(id: "1", name: "book")], turn: 1))
        stage.wait(.seconds(5)).play(.interrupted(turn: 1))
        stage.wait(.seconds(5)).play(.goAway(timeLeft: .seconds(50)))
        stage.wait(.seconds(5)).play(.voice(.device(.input, .lost("unplugged"))))
        stage.wait(.seconds(5)).play(.voice(.device(.input, .running)))
        stage.wait(.seconds(5))
        let marks = lane("marks", stage)
        #expect(marks.contains("▸book"))
        #expect(marks.contains("╳interrupted"))
        #expect(marks.contains("⚠goAway"))
        #expect(marks.contains("✗microphone lost"))
        #expect(marks.contains("✓microphone back"))
    }

    @Test func repeatedLossesOfOneDeviceAreOneMark() {
        let stage = stage()
        for _ in 1...5 {
            stage.play(.voice(.device(.input, .lost("unplugged")))).wait(.seconds(2))
        }
        #expect(lane("marks", stage).filter { $0 == "✗" }.count == 1)
    }

    @Test func zoomShowsMoreOrLessTime() {
        let stage = stage().hear(.speaking, for: .seconds(1)).hear(.quiet, for: .seconds(14))
        stage.press("Esc 7")
        #expect(lane("VAD", stage).contains("█"))
        stage.press("=")
        #expect(stage.screen.contains("-10 s … now"))
        #expect(!lane("VAD", stage).contains("█"))
        stage.press("=")
        #expect(stage.rows[39].contains("10 seconds is the least"))
        stage.press("- - - - -")
        #expect(stage.screen.contains("-300 s … now"))
        #expect(stage.rows[39].contains("5 minutes is the most"))
    }

    @Test func compactScreensAlwaysShowTwoLanes() {
        let stage = Stage(hasSound: true).connected().hear(.speaking, for: .seconds(1))
        #expect(stage.rows[20].hasPrefix(" user  ▁"))
        #expect(stage.rows[21].hasPrefix(" model ▁"))
        #expect(stage.rows[20].hasSuffix("-30 s … now"))
        #expect(stage.rows[20].contains("▆"))
    }

    @Test func runsWithoutSoundHaveNoStrips() {
        let stage = Stage().connected()
        #expect(!stage.screen.contains(" user  "))
        #expect(!stage.screen.contains(" IN "))
        #expect(!stage.screen.contains("mic"))
    }

    @Test func frozenLanesStandStill() {
        let stage = stage().hear(.speaking, for: .seconds(1)).press("Esc u")
        let before = lane("user", stage)
        stage.hear(.quiet, for: .seconds(5))
        #expect(lane("user", stage) == before)
        stage.press("u")
        #expect(lane("user", stage) != before)
    }

    @Test func jumpsInTimeCostNothingAndForgetWhatWas() {
        let stage = stage().hear(.speaking, for: .seconds(1)).wait(.seconds(86_400))
        stage.hear(.quiet)
        #expect(Set(lane("VAD", stage)) == ["▁"])
        stage.hear(.speaking, for: .seconds(1))
        #expect(lane("VAD", stage).contains("█"))
    }
}
