// SPDX-License-Identifier: Apache-2.0

/// What there is to say about a turn in a word.
package enum TurnVerdict: Sendable, Equatable {
    /// The user's input waits for its reply.
    case waiting
    /// The reply is running.
    case running
    case ok
    /// It began late; the stage took most of the time.
    case slow(TurnStage.Kind)
    case fault(TurnFault.Kind)
}

extension TurnTimeline {
    /// The verdict, by what is known of the turn now.
    package func verdict(slowAbove limit: Duration) -> TurnVerdict {
        if let fault = faults.last { return .fault(fault.kind) }
        if replyBegan == nil, ended == nil { return .waiting }
        if let latency, latency > limit,
            let longest = stages.max(by: { $0.length < $1.length })
        {
            return .slow(longest.kind)
        }
        return ended == nil ? .running : .ok
    }
}
