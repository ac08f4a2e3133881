// SPDX-License-Identifier: Apache-2.0

/// A mouse action on a cell.
package struct MouseEvent: Hashable, Sendable {
    /// What the mouse did.
    package enum Action: Hashable, Sendable {
        case press(Button)
        case release(Button)
        case drag(Button)
        case wheelUp
        case wheelDown
    }

    /// A mouse button.
    package enum Button: Hashable, Sendable {
        case left
        case middle
        case right
    }

    package var action: Action
    package var position: Point

    package init(_ action: Action, at position: Point) {
        self.action = action
        self.position = position
    }
}
