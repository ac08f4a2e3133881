// SPDX-License-Identifier: Apache-2.0

/// A message from a client.
///
/// Sane clients fill one of the kinds.
package struct LiveClientMessage: Sendable, Equatable {
    package var setup: Setup?
    package var clientContent: ClientContent?
    package var realtimeInput: RealtimeInput?
    package var toolResponse: ToolResponse?
    package var contextUpdate: ContextUpdate?

    /// Fields and kinds this codec does not know, as received.
    package var unknown: [UnknownField] = []
    /// Known fields whose value had the wrong type; they are absent from the message.
    package var issues: [DecodingIssue] = []

    package init(
        setup: Setup? = nil,
        clientContent: ClientContent? = nil,
        realtimeInput: RealtimeInput? = nil,
        toolResponse: ToolResponse? = nil,
        contextUpdate: ContextUpdate? = nil,
        unknown: [UnknownField] = [],
        issues: [DecodingIssue] = []
    ) {
        self.setup = setup
        self.clientContent = clientContent
        self.realtimeInput = realtimeInput
        self.toolResponse = toolResponse
        self.contextUpdate = contextUpdate
        self.unknown = unknown
        self.issues = issues
    }

    /// The wire names of what the message holds, unknown kinds last.
    package var kinds: [String] { FieldNames.present(in: self) + unknown.compactMap(\.kind) }
}

extension LiveClientMessage: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("setup", &setup)
        fields.field("clientContent", &clientContent)
        fields.field("realtimeInput", &realtimeInput)
        fields.field("toolResponse", &toolResponse)
        fields.field("contextUpdate", &contextUpdate)
    }
}
