// SPDX-License-Identifier: Apache-2.0

import LiveEngine

extension ConsoleState {
    /// Why a command cannot be carried out now, in plain words; nil when it can.
    package func reasonAgainst(_ command: Command) -> String? {
        switch command {
        case .send where composer.message.isEmpty:
            "type a message first"
        case .interrupt where session.replyingTurn == nil:
            "no reply is running"
        case .connectOrDisconnect where session.phase == .closing:
            "the session is closing"
        case .follow where shown[pane].isFollowing == nil:
            "\(pane.title) has no end to follow"
        case .nextPreset, .previousPreset:
            layout.sizeClass < .wide ? "layouts need 120 columns" : nil
        case .grow where layout.placements.count == 1:
            "\(pane.title) fills the screen already"
        case .shrink where !isZoomed:
            "\(pane.title) is not zoomed"
        default:
            nil
        }
    }
}
