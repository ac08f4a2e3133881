// SPDX-License-Identifier: Apache-2.0

/// Functions the model wants run; parallel calls share one message.
package struct ToolCall: Sendable, Equatable {
    package var functionCalls: [FunctionCall] = []

    package init(functionCalls: [FunctionCall] = []) {
        self.functionCalls = functionCalls
    }
}

extension ToolCall: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("functionCalls", &functionCalls)
    }
}

/// Calls whose answers are no longer wanted.
package struct ToolCallCancellation: Sendable, Equatable {
    package var ids: [String] = []

    package init(ids: [String] = []) {
        self.ids = ids
    }
}

extension ToolCallCancellation: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("ids", &ids)
    }
}
