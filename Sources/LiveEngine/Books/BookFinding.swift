// SPDX-License-Identifier: Apache-2.0

/// Something the books found that the person should know.
package enum BookFinding: Sendable, Equatable {
    case alarm(BudgetAlarm)
    case fault(TurnFault)

    /// It in plain words.
    package var notice: Notice {
        switch self {
        case .alarm(let alarm): Notice(.warning, alarm.inPlainWords)
        case .fault(let fault): Notice(.warning, fault.inPlainWords)
        }
    }
}

extension BudgetAlarm {
    /// What is nearly used up, in a sentence.
    var inPlainWords: String {
        let share = "\(Int((level.share * 100).rounded())) %"
        let left = timeLeft.map {
            " \($0.inWords) left\(meter.isProjected ? " at this rate" : "")."
        }
        return "\(meter.inPlainWords) has reached \(share) of its limit.\(left ?? "")"
    }
}

extension BudgetMeter {
    fileprivate var inPlainWords: String {
        switch self {
        case .session: "The session's time"
        case .connection: "The connection's time"
        case .context: "The model's context"
        case .cost: "The session's cost"
        }
    }

    fileprivate var isProjected: Bool { self == .context || self == .cost }
}

extension TurnFault {
    /// What went wrong, in a sentence or two.
    var inPlainWords: String {
        let whose = turn.map { "Turn \($0)" }
        switch kind {
        case .stall:
            return "\(whose ?? "The reply") stalls: nothing more of the reply comes."
        case .silentTurn:
            return "\(whose ?? "The turn") ended without a reply\(reasons)."
        case .noTurnComplete:
            return "\(whose ?? "The turn"): the reply is over and no turnComplete came."
        case .noAnswer:
            return "\(whose ?? "What was said") is not answered: no sign of a reply."
        }
    }

    private var reasons: String {
        var words: [String] = []
        if let reason = end?.reason { words.append(reason) }
        if let status = end?.interactionStatus { words.append("status \(status)") }
        if end?.isWaitingForInput == true { words.append("the server waits for more input") }
        return words.isEmpty
            ? ", and the server gave no reason" : ": \(words.joined(separator: ", "))"
    }
}

extension Duration {
    /// Roughly, for a sentence: `40 s`, `3 min`.
    fileprivate var inWords: String {
        components.seconds < 90
            ? "\(components.seconds) s" : "\((components.seconds + 30) / 60) min"
    }
}
