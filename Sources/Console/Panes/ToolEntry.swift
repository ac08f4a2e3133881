// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine
import TerminalUI

/// One function call in the list.
package struct ToolEntry: Sendable {
    /// How far the call has come.
    package private(set) var event: ToolEvent
    /// On the console's clock.
    private(set) var calledAt: Duration
    /// When its state ends by itself; on the console's clock.
    private(set) var deadline: Duration?
    /// Fit for the terminal.
    let name: String
    /// The arguments in one line, fit for the terminal: `city="Oslo"`.
    let summary: String
    /// The person has decided; what comes of it is on its way.
    var isDecided = false
    /// The server forgot the call with its connection.
    var isForgotten = false

    /// Characters of the arguments that are shown in a line.
    private static let maximumSummary = 400

    init(_ event: ToolEvent, at time: Duration, glyphs: GlyphSet) {
        self.event = event
        name = TerminalText.sanitized(event.name, glyphs: glyphs, newlines: .marked)
        let pairs = event.arguments.members.map { "\($0.key)=\($0.value.text)" }
        let line = String(pairs.joined(separator: " ").prefix(Self.maximumSummary))
        summary = TerminalText.sanitized(line, glyphs: glyphs, newlines: .marked)
        calledAt = time - event.latency
        deadline = event.timeLimit.map { time + $0 }
    }

    mutating func take(_ event: ToolEvent, at time: Duration) {
        self.event = event
        deadline = event.timeLimit.map { time + $0 }
        isDecided = false
    }

    /// The session has ended, and the call with it.
    mutating func endSession(at time: Duration) {
        event.state = .cancelled
        event.latency = time - calledAt
    }

    /// Whether the call waits for the person, and how.
    var awaits: Wait? {
        guard !isDecided else { return nil }
        switch event.state {
        case .awaitingConfirmation: return .agreement
        case .awaitingAnswer: return .answer
        case .held: return .release
        default: return nil
        }
    }

    /// What a call waits for.
    enum Wait {
        case agreement
        case answer
        case release
    }
}

extension JSONValue {
    /// The value as JSON on one line, or one member a line.
    func text(pretty: Bool) -> String {
        String(decoding: serialized(asciiOnly: false, pretty: pretty), as: UTF8.self)
    }

    fileprivate var text: String { text(pretty: false) }
}
