// SPDX-License-Identifier: Apache-2.0

/// A colour as a theme states it; a backend shows the nearest its terminal has.
package enum Color: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case terminalDefault
    /// One of the terminal's sixteen named colours, 0…15; 8…15 are the bright ones.
    case ansi(UInt8)
    /// A colour of the xterm palette, 0…255.
    case indexed(UInt8)
    /// Red, green and blue, each 0…255, in sRGB.
    case rgb(UInt8, UInt8, UInt8)
}
