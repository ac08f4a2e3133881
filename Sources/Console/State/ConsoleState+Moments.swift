// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

// MARK: - Going to turns and problems, in all panes together

extension ConsoleState {
    mutating func performMoments(_ command: Command) {
        switch command {
        case .previousTurn: goToTurn(-1)
        case .nextTurn: goToTurn(1)
        case .nextProblem: goToNextProblem()
        case .listProblems:
            let last = live.problems.ring.end - 1
            overlays.append(.problems(ProblemSheet(selected: problemCursor ?? last)))
        case .goToProblem:
            guard case .problems(let sheet)? = overlays.popLast() else { return }
            goToProblem(sheet.selected)
        default: break
        }
    }

    func reasonAgainstMoments(_ command: Command) -> String? {
        switch command {
        case .previousTurn, .nextTurn: live.lanes.turnStarts.last == 0 ? "no turn yet" : nil
        case .nextProblem, .listProblems: live.problems.ring.count == 0 ? "no problem so far" : nil
        default: nil
        }
    }

    // MARK: - Turns

    private mutating func goToTurn(_ step: Int) {
        let last = live.lanes.turnStarts.last
        // From the end, one step back leads to the latest turn.
        let target = (turnInView ?? last + 1) + step
        guard target <= last else {
            followAll()
            show("the end: all panes follow", .muted)
            return
        }
        let turn = max(target, 1)
        turnCursor = turn
        reveal(.turn(turn, at: live.lanes.turnStarts[turn]))
        show(target < 1 ? "turn 1 is the first" : "turn \(turn) of \(last)", .muted)
    }

    /// The turn that a step counts from; nil at the end.
    private var turnInView: Int? {
        switch pane {
        case .frames: shown.frames.selectedTurn
        case .turns where shown.turns.isFollowing == false: shown.turns.selected?.turn
        default: shown[pane].isFollowing == true ? nil : turnCursor
        }
    }

    private mutating func followAll() {
        turnCursor = nil
        for pane in PaneID.allCases where shown[pane].isFollowing != nil {
            shown[pane].isFollowing = true
        }
    }

    // MARK: - Problems

    /// To the latest problem, then to the one before it, and round.
    private mutating func goToNextProblem() {
        let numbers = live.problems.ring.indices
        guard let last = numbers.last else { return }
        var target = last
        // What has come since is newer than all that was looked at.
        if let problemCursor, newestProblemSeen == last {
            target = problemCursor > numbers.lowerBound ? problemCursor - 1 : last
        }
        goToProblem(target)
    }

    private mutating func goToProblem(_ number: Int) {
        let ring = live.problems.ring
        guard ring.indices.contains(number) else { return }
        let problem = ring[number]
        problemCursor = number
        newestProblemSeen = ring.end - 1
        turnCursor = problem.turn
        reveal(.time(problem.time, turn: problem.turn))
        let place = "\(TimeText.grouped(ring.end - number))/\(TimeText.grouped(ring.count))"
        let clock = TimeText.clock(timeOfDayAtStart + problem.time)
        show(
            "\(problem.level.mark(glyphs.table)) \(place) \(clock) \(problem.text)",
            problem.level.role
        )
    }

    private mutating func reveal(_ moment: Moment) {
        for pane in PaneID.allCases {
            // Panes out of view are scrolled for when they come into view.
            let viewport = layout.content(of: pane)?.size ?? size
            shown[pane].reveal(moment, viewport: viewport)
        }
    }
}
