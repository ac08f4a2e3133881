// SPDX-License-Identifier: Apache-2.0

/// A set of functions, or one of the service's own tools.
///
/// The options of the latter are kept as they came.
package struct Tool: Sendable, Equatable {
    package var functionDeclarations: [FunctionDeclaration] = []
    package var googleSearch: JSONObject?
    package var codeExecution: JSONObject?
    package var urlContext: JSONObject?
    package var googleMaps: JSONObject?
    package var googleSearchRetrieval: JSONObject?
    package var computerUse: JSONObject?
    package var fileSearch: JSONObject?
    package var mcpServers: JSONValue?

    package init(
        functionDeclarations: [FunctionDeclaration] = [],
        googleSearch: JSONObject? = nil,
        codeExecution: JSONObject? = nil,
        urlContext: JSONObject? = nil,
        googleMaps: JSONObject? = nil,
        googleSearchRetrieval: JSONObject? = nil,
        computerUse: JSONObject? = nil,
        fileSearch: JSONObject? = nil,
        mcpServers: JSONValue? = nil
    ) {
        self.functionDeclarations = functionDeclarations
        self.googleSearch = googleSearch
        self.codeExecution = codeExecution
        self.urlContext = urlContext
        self.googleMaps = googleMaps
        self.googleSearchRetrieval = googleSearchRetrieval
        self.computerUse = computerUse
        self.fileSearch = fileSearch
        self.mcpServers = mcpServers
    }
}

extension Tool: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("functionDeclarations", &functionDeclarations)
        fields.field("googleSearch", &googleSearch)
        fields.field("codeExecution", &codeExecution)
        fields.field("urlContext", &urlContext)
        fields.field("googleMaps", &googleMaps)
        fields.field("googleSearchRetrieval", &googleSearchRetrieval)
        fields.field("computerUse", &computerUse)
        fields.field("fileSearch", &fileSearch)
        fields.field("mcpServers", &mcpServers)
    }
}
