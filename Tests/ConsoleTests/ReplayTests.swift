// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveAPI
import LiveEngine
import Recording
import TerminalUI
import TestSupport
import Testing

@MainActor
@Suite struct ReplayTests {
    private static let size = Size(width: 120, height: 40)

    /// A replay that stands at four seconds of ten.
    private func stage(_ size: Size = size) -> Stage {
        Stage(size, replay: ReplayStatus(position: .seconds(4), duration: .seconds(10)))
    }

    @Test func theStatusBarSaysWhereTheReplayStands() {
        let stage = stage()
        #expect(stage.rows[0].hasPrefix(" ▶ REPLAY 00:04/00:10 x1 │"))
        let paused = ReplayStatus(
            position: .seconds(72),
            duration: .seconds(161),
            speed: 0.5,
            isPaused: true
        )
        stage.send(.replay(paused))
        #expect(stage.rows[0].hasPrefix(" ‖ REPLAY 01:12/02:41 x1/2 paused │"))
    }

    @Test(arguments: [
        ("Space", ReplayCommand.pause), ("{", .previousTurn), ("}", .nextTurn),
        (",", .previousFrame), (".", .nextFrame), ("<", .slower), (">", .faster),
        ("(", .backward), (")", .forward), ("^", .toStart), ("$", .toEnd),
    ])
    func keysMoveAboutInTheReplay(chord: String, command: ReplayCommand) {
        for pane in PaneID.allCases {
            let stage = stage().press(pane.key)
            #expect(stage.press(chord).takeEffects() == [.replay(command)])
        }
    }

    @Test(arguments: ["t", "c", "m", "R", "V", "b", "Ctrl-T"])
    func whatNeedsASessionIsRefused(chord: String) {
        let stage = stage().press(chord)
        #expect(stage.takeEffects() == [])
        #expect(stage.rows.last == " \(chord): this is a replay")
    }

    @Test func outsideAReplaySpaceStillTalks() {
        #expect(Stage(Self.size).press("Esc .").screen.contains(". is no key here"))
        #expect(DefaultKeymap.keymap.conflicts.isEmpty)
    }

    @Test func quittingAReplayDoesNotAsk() {
        #expect(stage().connected().press("q").takeEffects() == [.quit])
    }

    @Test func theReplaysTimeIsThePanesTime() {
        let stage = stage()
        stage.send(.sessionOpened(.embedded, at: .zero)).connected()
        stage.send(.replay(ReplayStatus(position: .seconds(8), duration: .seconds(10))))
        #expect(stage.rows[0].contains("00:07/15:00"))
        stage.wait(.seconds(60))
        #expect(stage.rows[0].contains("00:07/15:00"))
    }

    @Test func aMessageGoesAwayThoughTheReplayStands() {
        let stage = stage().press("c")
        #expect(stage.rows.last == " c: this is a replay")
        stage.wait(.seconds(6))
        #expect(stage.rows.last?.hasPrefix(" Space pause") == true)
    }

    @Test func rewoundThePanesAreEmptyAndLookedAtInTheSameWay() {
        let stage = stage().press("3 S")
        let empty = stage.dump()
        stage.connected().firstTurn()
        #expect(stage.dump() != empty)
        stage.send(
            .replayRewound,
            .replay(ReplayStatus(position: .seconds(4), duration: .seconds(10)))
        )
        stage.wait(.seconds(6))
        #expect(stage.dump() == empty)
    }

    @Test func recordedAndReadBackItIsTheSameScreen() throws {
        let folder = NSTemporaryDirectory() + "replay-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let live = Stage(Self.size).connected().firstTurn().secondReply().interruption()
        let path = folder + "/one.livesession"
        let session = BundleSession(route: "embedded", model: "gemini-2.0-flash-live-001")
        let meta = BundleMeta(program: "test", started: .zero, session: session)
        let writer = try BundleWriter(path: path, meta: meta, redaction: Redaction())
        writer.begin(session, origin: .zero)
        for event in live.played { try writer.append(event) }
        _ = try writer.finish()

        let replayed = Stage(Self.size)
        var reader = try BundleReader(path: path)
        while let record = try reader.next() {
            guard case .event(let event) = record.content else { continue }
            replayed.send(.session(event))
        }
        replayed.wait(live.clock - replayed.clock)
        assertGolden(replayed.dump(), name: "interrupted.120x40")
    }

    @Test func recordingIsMarkedAndItsFolderShown() {
        let stage = Stage(Self.size).connected().press("Esc R")
        #expect(stage.takeEffects() == [.setRecording(true)])
        stage.send(.recording(path: "/tmp/a.livesession"))
        #expect(stage.rows[0].contains("⏺ REC"))
        #expect(stage.rows.last == " recording to /tmp/a.livesession")
        #expect(stage.press("R").takeEffects() == [.setRecording(false)])
        stage.send(.recording(path: nil))
        #expect(!stage.rows[0].contains("REC"))
        #expect(stage.rows.last == " recorded: /tmp/a.livesession")
    }

    @Test func theMarkNeedsNoColour() {
        let stage = Stage(Self.size, glyphs: .ascii, depth: .mono).connected()
        stage.send(.recording(path: "/tmp/a.livesession"))
        #expect(stage.rows[0].contains("R REC"))
    }
}
