// SPDX-License-Identifier: Apache-2.0

extension SessionEvent.Kind {
    /// The turn it belongs to, where it may be the first sign of one.
    package var turn: Int? {
        switch self {
        case .userText(_, let turn, _), .modelText(_, let turn, _), .modelAudio(_, let turn),
            .inputTranscript(_, let turn), .outputTranscript(_, let turn), .toolCall(_, let turn):
            turn
        default: nil
        }
    }
}
