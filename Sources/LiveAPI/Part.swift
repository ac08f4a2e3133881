// SPDX-License-Identifier: Apache-2.0

/// One piece of a `Content`.
///
/// The API fills exactly one of the payload fields; `thought` and `thoughtSignature` qualify it.
package struct Part: Sendable, Equatable {
    package var text: String?
    package var inlineData: Blob?
    package var fileData: FileData?
    package var functionCall: FunctionCall?
    package var functionResponse: FunctionResponse?
    package var executableCode: ExecutableCode?
    package var codeExecutionResult: CodeExecutionResult?
    /// True for the model's reasoning, which is never part of the answer.
    package var thought: Bool = false
    package var thoughtSignature: [UInt8]?

    package init(
        text: String? = nil,
        inlineData: Blob? = nil,
        fileData: FileData? = nil,
        functionCall: FunctionCall? = nil,
        functionResponse: FunctionResponse? = nil,
        executableCode: ExecutableCode? = nil,
        codeExecutionResult: CodeExecutionResult? = nil,
        thought: Bool = false,
        thoughtSignature: [UInt8]? = nil
    ) {
        self.text = text
        self.inlineData = inlineData
        self.fileData = fileData
        self.functionCall = functionCall
        self.functionResponse = functionResponse
        self.executableCode = executableCode
        self.codeExecutionResult = codeExecutionResult
        self.thought = thought
        self.thoughtSignature = thoughtSignature
    }
}

extension Part: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("text", &text)
        fields.field("inlineData", &inlineData)
        fields.field("fileData", &fileData)
        fields.field("functionCall", &functionCall)
        fields.field("functionResponse", &functionResponse)
        fields.field("executableCode", &executableCode)
        fields.field("codeExecutionResult", &codeExecutionResult)
        fields.field("thought", &thought)
        fields.field("thoughtSignature", &thoughtSignature)
    }
}
