// SPDX-License-Identifier: Apache-2.0

/// Which tool calls of a connection were made and await an answer.
///
/// Every id is answered once, and only on the connection that asked: a resumed session does not know
/// the calls made after its handle was given (Live API tool use, session management).
struct ToolCallLedger: Sendable, Equatable {
    /// Ids remembered to recognise a repetition.
    private static let limit = 4096

    private var known: Set<String> = []
    private var pending: Set<String> = []

    var isEmpty: Bool { pending.isEmpty }

    /// Notes a call; false when its id was used before.
    ///
    /// Some servers leave the id blank.
    mutating func called(_ id: String) -> Bool {
        guard !id.isEmpty else { return true }
        if known.count >= Self.limit { known = pending }
        guard known.insert(id).inserted else { return false }
        pending.insert(id)
        return true
    }

    /// Takes a call's answer; false when none is wanted any more.
    mutating func answered(_ id: String) -> Bool {
        id.isEmpty || pending.remove(id) != nil
    }

    mutating func cancelled(_ ids: [String]) {
        pending.subtract(ids)
    }

    /// The connection is gone, and with it everybody who waited for an answer.
    mutating func connectionLost() {
        self = ToolCallLedger()
    }
}
