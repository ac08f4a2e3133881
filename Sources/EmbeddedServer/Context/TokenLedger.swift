// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Keeps the account of one session: what stands in the context beside the turns, and what each
/// turn is reported to have used.
package struct TokenLedger: Sendable, Equatable {
    /// System instruction and tool declarations.
    package private(set) var instructions: TokenCounts

    package init(systemInstruction: String, tools: [Tool]) {
        instructions = Self.count(systemInstruction, tools)
    }

    /// Takes note of a changed system instruction or tool list.
    package mutating func update(systemInstruction: String, tools: [Tool]) {
        instructions = Self.count(systemInstruction, tools)
    }

    /// What a reply to this conversation is prompted with: the whole context again.
    package func prompt(_ conversation: Conversation) -> TokenCounts {
        instructions + conversation.tokens
    }

    /// The report that ends a turn.
    package static func usage(
        prompt: TokenCounts,
        response: TokenCounts,
        thoughts: Int = 0
    ) -> UsageMetadata {
        UsageMetadata(
            promptTokenCount: prompt.total,
            responseTokenCount: response.total,
            thoughtsTokenCount: thoughts,
            totalTokenCount: prompt.total + response.total + thoughts,
            promptTokensDetails: prompt.details,
            responseTokensDetails: response.details
        )
    }

    private static func count(_ systemInstruction: String, _ tools: [Tool]) -> TokenCounts {
        let declarations = tools.flatMap(\.functionDeclarations)
        let tokens = declarations.reduce(TokenRate.text(characters: systemInstruction.count)) {
            $0 + TokenRate.text(of: $1)
        }
        return TokenCounts(text: tokens)
    }
}

extension TokenCounts {
    var details: [ModalityTokenCount] {
        [(MediaModality.text, text), (.audio, audio), (.image, image), (.video, video)]
            .filter { $0.1 > 0 }
            .map { ModalityTokenCount(modality: $0.0, tokenCount: $0.1) }
    }
}

extension TokenRate {
    /// A part's text and the JSON of its function call or response.
    static func text(of part: Part) -> Int {
        var characters = part.text?.count ?? 0
        if let call = part.functionCall { characters += size(.object(call.args)) }
        if let response = part.functionResponse { characters += size(.object(response.response)) }
        return text(characters: characters)
    }

    static func text(of declaration: FunctionDeclaration) -> Int {
        let schema = declaration.parameters ?? declaration.parametersJsonSchema
        let characters =
            declaration.name.count + (declaration.description?.count ?? 0)
            + (schema.map(size) ?? 0)
        return text(characters: characters)
    }

    private static func size(_ value: JSONValue) -> Int {
        value.serialized(asciiOnly: false).count
    }
}
