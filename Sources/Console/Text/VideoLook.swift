// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// How a source of pictures stands: a mark and a word, so that colour is never needed.
struct VideoLook: Equatable {
    var mark: Character
    /// At most eight columns.
    var word: String
    var role: ThemeRole
    /// What is wrong, and what to do about it; nil while nothing is.
    var trouble: String?

    init(_ status: VideoStatus, table: GlyphTable) {
        func look(_ mark: Character, _ word: String, _ role: ThemeRole, _ trouble: String? = nil) {
            (self.mark, self.word, self.role, self.trouble) = (mark, word, role, trouble)
        }
        (mark, word, role) = (table.dot, "off", .muted)
        switch status {
        case .off: break
        case .starting: look(table.ellipsis, "begins", .info)
        case .running: look(table.bullet, "live", .ok)
        case .stalled: look(table.warning, "stalled", .warn, "it runs, but gives no pictures")
        case .unavailable(let reason):
            look(table.failed, "none", .error, "\(reason.withoutPeriod); v tries again")
        case .lost(let reason):
            look(table.failed, "lost", .error, "\(reason.withoutPeriod); v tries again")
        case .ended: look(table.dot, "over", .muted)
        }
    }
}
