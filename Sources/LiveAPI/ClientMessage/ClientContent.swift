// SPDX-License-Identifier: Apache-2.0

/// Turns appended to the history, in order.
///
/// Any client content interrupts the running reply.
package struct ClientContent: Sendable, Equatable {
    package var turns: [Content] = []
    /// True: answer now; false: wait for more.
    package var turnComplete: Bool = false

    package init(turns: [Content] = [], turnComplete: Bool = false) {
        self.turns = turns
        self.turnComplete = turnComplete
    }
}

extension ClientContent: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("turns", &turns)
        fields.always("turnComplete", &turnComplete)
    }
}
