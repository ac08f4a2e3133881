// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct MouseTests {
    private static let wide = Size(width: 120, height: 40)

    private func stage(_ size: Size = wide, hasSound: Bool = false) -> Stage {
        Stage(size, hasSound: hasSound).connected().press("Esc %")
    }

    private func mouse(_ action: MouseEvent.Action, _ x: Int, _ y: Int) -> ConsoleEvent {
        .input(.mouse(MouseEvent(action, at: Point(x: x, y: y))))
    }

    @Test func theKeyTurnsTheMouseOnAndOffAndSaysHowToSelect() {
        let stage = Stage().press("Esc %")
        #expect(stage.takeEffects() == [.captureMouse(true)])
        #expect(stage.rows[23].contains("Shift-drag selects text"))
        #expect(stage.press("%").takeEffects() == [.captureMouse(false)])
        #expect(stage.rows[23].contains("the terminal selects text"))
    }

    @Test func aClickFocusesThePaneUnderIt() {
        let stage = stage()
        let frames = stage.state.layout.placements.first { $0.pane == .frames }
        #expect(frames != nil)
        stage.send(mouse(.press(.left), 90, (frames?.area.y ?? 0) + 1))
        #expect(stage.state.pane == .frames)
        stage.send(mouse(.press(.left), 10, 38))
        #expect(stage.state.isTyping)
        stage.send(mouse(.press(.left), 10, 3))
        #expect(!stage.state.isTyping && stage.state.pane == .transcript)
    }

    @Test func aClickSelectsTheRowInLists() throws {
        let stage = stage().press("3 + +")
        for number in 3...60 { stage.play(.up(number, .init())) }
        let content = try #require(stage.state.layout.content(of: .frames))
        let row = content.y + 5
        let clicked = stage.rows[row]
        stage.send(mouse(.press(.left), 20, row))
        #expect(stage.rows[row].dropFirst(2) == clicked.dropFirst(2))
        #expect(stage.rows[row].hasPrefix("│▶"))
        stage.press("9")
        let settings = try #require(stage.state.layout.content(of: .config))
        stage.send(mouse(.press(.left), 20, settings.y + 2))
        #expect(stage.rows[settings.y + 2].hasPrefix("│▶"))
    }

    @Test func aClickOnATabGoesToItsPane() throws {
        let stage = stage(Size(width: 80, height: 24))
        let title = Array(stage.rows[1])
        let x = try #require(title.firstIndex(of: "4"))
        stage.send(mouse(.press(.left), x, 1))
        #expect(stage.state.pane == .tools)
    }

    @Test func theWheelScrollsThePaneUnderThePointerNotTheFocusedOne() {
        let stage = stage()
        for turn in 1...100 { stage.play(.said("message \(turn).", turn: turn)) }
        stage.press("3").send(mouse(.wheelUp, 10, 10))
        #expect(stage.state.pane == .frames)
        #expect(stage.state.live.transcript.isFollowing == false)
        #expect(stage.state.live.frames.isFollowing == true)
        stage.send(mouse(.wheelDown, 10, 10))
        #expect(stage.state.live.transcript.isFollowing == true)
    }

    @Test func theWheelScrollsAnOverlay() {
        let stage = stage().press("?")
        let before = stage.rows[3]
        stage.send(mouse(.wheelDown, 5, 5))
        #expect(stage.rows[3] != before)
        stage.send(mouse(.press(.left), 90, 12))
        #expect(stage.state.pane == .transcript, "a click reaches no pane below")
    }

    @Test func aClickSelectsInAListOverThePanesAndBesideItCloses() throws {
        let stage = stage().press("Z")
        let row = try #require(stage.rows.firstIndex { $0.contains("lose handles") })
        stage.send(mouse(.press(.left), 40, row))
        #expect(stage.rows[row].contains("▶ lose handles"))
        #expect(stage.screen.contains("the session cannot be resumed"))
        stage.send(mouse(.press(.left), 40, row + 3))
        #expect(stage.rows[row].contains("▶ lose handles"), "the note is no row")
        stage.send(mouse(.press(.left), 2, 2))
        #expect(stage.state.overlays.isEmpty && stage.state.pane == .transcript)
        stage.press("Ctrl-P")
        let action = try #require(stage.rows.firstIndex { $0.contains(" toggle-recording ") })
        stage.send(mouse(.press(.left), 40, action))
        #expect(stage.rows[action].contains("▶"))
        #expect(stage.press("Enter").takeEffects().contains(.setRecording(true)))
    }

    @Test func aClickShowsAThemeAndBesideThePickerTakesItBack() throws {
        let stage = stage().press("Esc :").type("theme").press("Enter")
        let original = stage.state.theme.name
        stage.send(.themes(ThemeChoice.examples))
        let row = try #require(stage.rows.firstIndex { $0.contains(" day ") })
        stage.send(mouse(.press(.left), 100, row))
        #expect(stage.state.theme.name == "day")
        stage.send(mouse(.press(.left), 5, 20))
        #expect(stage.state.theme.name == original)
    }

    /// What one has typed is not lost by a click.
    @Test func aClickBesideAnEditorLeavesIt() {
        let stage = stage().press("3 Ctrl-N").type("x")
        stage.send(mouse(.press(.left), 0, 0))
        #expect(stage.state.overlays.count == 1)
    }

    @Test func draggingInTheLanesSelectsATime() throws {
        let stage = stage(hasSound: true).hear(.speaking, for: .seconds(40)).press("7")
        let lanes = try #require(stage.state.layout.content(of: .lanes))
        let before = stage.dump()
        stage.send(
            mouse(.press(.left), lanes.right - 41, lanes.y),
            mouse(.drag(.left), lanes.right - 21, lanes.y),
            mouse(.drag(.left), lanes.right - 11, lanes.y + 2),
            mouse(.release(.left), lanes.right - 11, lanes.y + 2)
        )
        let footer = stage.rows[lanes.bottom]
        // 30 s are as wide as the lanes.
        let seconds = 30.0 / Double(lanes.width - 6) * 30
        let figure = "\(Int(seconds)).\(Int(seconds * 10) % 10)"
        #expect(footer.contains(" to ") && footer.contains(figure), "\(footer), \(seconds)")
        #expect(stage.dump() != before)
        // Time goes on and what was selected stays what it was.
        stage.hear(.speaking, for: .seconds(2))
        #expect(stage.rows[lanes.bottom] == footer)
        stage.press("Esc")
        #expect(!stage.rows[lanes.bottom].contains(" to "))
    }

    @Test func nothingOutsideTheScreenIsTaken() {
        let stage = stage()
        stage.send(
            mouse(.press(.left), 500, 500),
            mouse(.wheelUp, -1, -1),
            mouse(.drag(.left), 119, 39)
        )
        _ = stage.screen
    }
}
