// SPDX-License-Identifier: Apache-2.0

/// The server will soon cut the connection.
package struct GoAway: Sendable, Equatable {
    package var timeLeft: Duration?

    package init(timeLeft: Duration? = nil) {
        self.timeLeft = timeLeft
    }
}

extension GoAway: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("timeLeft", &timeLeft)
    }
}
