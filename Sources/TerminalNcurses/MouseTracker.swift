// SPDX-License-Identifier: Apache-2.0

import CNcurses
import TerminalUI

/// Turns ncurses' mouse reports into events; knows which button is held, which motion reports omit.
struct MouseTracker {
    private var held: MouseEvent.Button?

    /// The events behind a KEY_MOUSE, without those that are off the screen.
    @MainActor
    mutating func take(within size: Size) -> [MouseEvent] {
        var reports = Array(repeating: cncurses_mouse_event(), count: Self.queueLength)
        let count = cncurses_mouse_take(&reports, Int32(Self.queueLength))
        return reports.prefix(Int(count)).compactMap { report in
            let position = Point(x: Int(report.x), y: Int(report.y))
            guard let action = action(of: report), Rect(size).contains(position) else {
                return nil
            }
            return MouseEvent(action, at: position)
        }
    }

    /// What ncurses keeps of a burst.
    private static let queueLength = 8

    private mutating func action(of report: cncurses_mouse_event) -> MouseEvent.Action? {
        switch report.action {
        case CNCURSES_MOUSE_WHEEL_UP: return .wheelUp
        case CNCURSES_MOUSE_WHEEL_DOWN: return .wheelDown
        case CNCURSES_MOUSE_PRESS:
            held = Self.button(report.button)
            return held.map { .press($0) }
        case CNCURSES_MOUSE_RELEASE:
            held = nil
            return Self.button(report.button).map { .release($0) }
        default:
            return held.map { .drag($0) }
        }
    }

    private static func button(_ number: Int32) -> MouseEvent.Button? {
        switch number {
        case 1: .left
        case 2: .middle
        case 3: .right
        default: nil
        }
    }
}
