// SPDX-License-Identifier: Apache-2.0

/// A screen with a keyboard.
@MainActor
package protocol TerminalBackend: AnyObject {
    /// The size as of the last resize event handed out.
    var size: Size { get }
    var colorDepth: ColorDepth { get }
    var glyphs: GlyphSet { get }

    /// Shows a frame and places the cursor, or hides it when `cursor` is `nil`.
    ///
    /// Only what differs from the frame before is written.
    func present(_ buffer: CellBuffer, cursor: Point?)

    /// Forgets what the screen shows, so that the next frame is painted whole.
    func invalidate()

    /// Takes the input that has arrived, without waiting; empty when there is none.
    func pollInput() -> [InputEvent]

    /// Asks the terminal to report the mouse, or to leave it to the terminal's own selection.
    func setMouseCapture(_ enabled: Bool)
}
