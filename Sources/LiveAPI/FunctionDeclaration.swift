// SPDX-License-Identifier: Apache-2.0

/// A function the model may call.
///
/// Schemas are free JSON and never recased.
package struct FunctionDeclaration: Sendable, Equatable {
    package var name: String = ""
    package var description: String?
    /// OpenAPI-style schema of the arguments, with type names in upper case.
    package var parameters: JSONValue?
    /// JSON Schema of the arguments; an alternative to `parameters`.
    package var parametersJsonSchema: JSONValue?
    package var response: JSONValue?
    package var responseJsonSchema: JSONValue?
    package var behavior: FunctionBehavior?

    package init(
        name: String = "",
        description: String? = nil,
        parameters: JSONValue? = nil,
        parametersJsonSchema: JSONValue? = nil,
        response: JSONValue? = nil,
        responseJsonSchema: JSONValue? = nil,
        behavior: FunctionBehavior? = nil
    ) {
        self.name = name
        self.description = description
        self.parameters = parameters
        self.parametersJsonSchema = parametersJsonSchema
        self.response = response
        self.responseJsonSchema = responseJsonSchema
        self.behavior = behavior
    }
}

extension FunctionDeclaration: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("name", &name)
        fields.field("description", &description)
        fields.field("parameters", &parameters)
        fields.field("parametersJsonSchema", &parametersJsonSchema)
        fields.field("response", &response)
        fields.field("responseJsonSchema", &responseJsonSchema)
        fields.field("behavior", &behavior)
    }
}

/// Whether the model waits for a function's response.
package enum FunctionBehavior: WireEnum, WireDefault {
    case unspecified
    case blocking
    case nonBlocking
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "UNSPECIFIED"),
        (.blocking, "BLOCKING"),
        (.nonBlocking, "NON_BLOCKING"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
