// SPDX-License-Identifier: Apache-2.0

/// A key without its modifiers.
package enum Key: Hashable, Sendable {
    case character(Character)
    case enter
    case tab
    case backspace
    case delete
    case insert
    case escape
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    /// A function key, from 1.
    case function(Int)
}
