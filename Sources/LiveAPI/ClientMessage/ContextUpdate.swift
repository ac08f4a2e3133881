// SPDX-License-Identifier: Apache-2.0

/// Replaces parts of the setup while the session runs.
package struct ContextUpdate: Sendable, Equatable {
    package var systemInstruction: Content?
    /// Present: replaces all tools, so an empty list removes them.
    package var tools: ToolList?

    package init(systemInstruction: Content? = nil, tools: ToolList? = nil) {
        self.systemInstruction = systemInstruction
        self.tools = tools
    }
}

extension ContextUpdate: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.contentOrText("systemInstruction", &systemInstruction)
        fields.field("tools", &tools)
    }
}

/// A list of tools whose presence means something.
package struct ToolList: Sendable, Equatable {
    package var tools: [Tool] = []

    package init(tools: [Tool] = []) {
        self.tools = tools
    }
}

extension ToolList: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.always("tools", &tools)
    }
}
