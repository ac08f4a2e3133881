// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

extension Notice.Level {
    var role: ThemeRole {
        switch self {
        case .info: .system
        case .warning: .warn
        case .error: .error
        }
    }

    /// The glyph that tells the level without colour.
    func mark(_ table: GlyphTable) -> Character {
        switch self {
        case .info: table.dot
        case .warning: table.warning
        case .error: table.failed
        }
    }
}
