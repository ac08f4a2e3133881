// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import ToolRuns

/// Answers the function calls of one session, beside it.
struct SessionTools: Sendable {
    private let desk: ToolDesk<ContinuousClock>

    /// - Parameters:
    ///   - tools: The functions.
    ///   - isAttended: Whether a person is there to agree and to answer.
    ///   - session: Gets every step of every call.
    init(
        _ tools: [ToolDefinition],
        isAttended: Bool,
        session: LiveSession<ContinuousClock>
    ) {
        desk = ToolDesk(tools: tools, isAttended: isAttended, clock: ContinuousClock()) {
            [session] event, response in
            // A session that has ended wants to know no more.
            _ = session.submit(.reportTool(event, response: response))
        }
    }

    /// Serves until the task is cancelled, then kills what runs and waits for its end.
    func run() async { await desk.run() }

    /// Takes in what the session's log says.
    func follow(_ event: SessionEvent.Kind) {
        switch event {
        case .toolCall(let calls, _): desk.take(calls)
        case .toolCallCancellation(let ids): desk.cancel(ids)
        // A handle from before a call does not know it (Live API session management).
        case .phase(.reconnecting), .phase(.moving): desk.forgetCalls()
        case .phase(.closing), .phase(.ended): desk.sessionEnded()
        default: break
        }
    }

    /// Does what the person decided.
    func take(_ order: ToolOrder) {
        switch order {
        case .agree(let id): desk.confirm(id, true)
        case .refuse(let id): desk.confirm(id, false)
        case .answer(let id, let value): desk.answer(id, value)
        case .hold(let isHolding): desk.hold(isHolding)
        case .strain(let delay, let errorRate):
            desk.strain(ToolStrain(delay: delay, errorRate: errorRate))
        }
    }
}
