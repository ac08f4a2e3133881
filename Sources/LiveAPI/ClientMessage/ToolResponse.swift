// SPDX-License-Identifier: Apache-2.0

/// Answers to function calls; one message may answer several, and the answers to one message may be
/// split.
package struct ToolResponse: Sendable, Equatable {
    package var functionResponses: [FunctionResponse] = []

    package init(functionResponses: [FunctionResponse] = []) {
        self.functionResponses = functionResponses
    }
}

extension ToolResponse: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("functionResponses", &functionResponses)
    }
}
