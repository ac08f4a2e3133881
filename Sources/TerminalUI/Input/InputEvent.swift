// SPDX-License-Identifier: Apache-2.0

/// Something the person at the terminal did.
package enum InputEvent: Hashable, Sendable {
    case key(KeyChord)
    case resize(Size)
    /// Text pasted in one piece; not yet sanitized.
    case paste(String)
    case mouse(MouseEvent)
    /// Whether the terminal window has the focus now.
    case focus(Bool)
}
