// SPDX-License-Identifier: Apache-2.0

/// A function the model wants the client to run.
package struct FunctionCall: Sendable, Equatable {
    /// Opaque; empty when the server gave none.
    package var id: String = ""
    package var name: String = ""
    /// The arguments, exactly as the model wrote them.
    package var args: JSONObject = [:]

    package init(id: String = "", name: String = "", args: JSONObject = [:]) {
        self.id = id
        self.name = name
        self.args = args
    }
}

extension FunctionCall: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("id", &id)
        fields.field("name", &name)
        fields.always("args", &args)
    }
}
