// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// When the turns of a session began, on the console's clock.
struct TurnStarts: Sendable {
    private var starts: [Int: Duration] = [:]
    /// The latest turn; 0 before the first.
    private(set) var last = 0
    private var speechBegan: Duration?

    /// Turns that are remembered.
    private static let capacity = 5_000

    subscript(turn: Int) -> Duration? { starts[turn] }

    mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        switch event {
        case .voice(.speech(isActive: true, let ago)):
            speechBegan = time - ago
        case .userText(_, let turn, _):
            note(turn, at: time)
        case .inputTranscript(_, let turn), .modelText(_, let turn, _), .modelAudio(_, let turn),
            .outputTranscript(_, let turn), .toolCall(_, let turn):
            note(turn, at: speechBegan ?? time)
        case .turnEnded(_, let turn):
            note(turn, at: time)
            speechBegan = nil
        default:
            break
        }
    }

    private mutating func note(_ turn: Int, at time: Duration) {
        guard starts[turn] == nil else { return }
        starts[turn] = time
        last = max(last, turn)
        starts[turn - Self.capacity] = nil
    }
}
