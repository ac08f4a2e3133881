// SPDX-License-Identifier: Apache-2.0

/// A message from the server.
///
/// Usually one of the kinds, but several may share a message; read them all.
package struct LiveServerMessage: Sendable, Equatable {
    package var setupComplete: SetupComplete?
    package var serverContent: ServerContent?
    package var toolCall: ToolCall?
    package var toolCallCancellation: ToolCallCancellation?
    package var goAway: GoAway?
    package var sessionResumptionUpdate: SessionResumptionUpdate?
    package var voiceActivity: VoiceActivity?
    package var voiceActivityDetectionSignal: VoiceActivityDetectionSignal?
    package var usageMetadata: UsageMetadata?
    /// Seen beside `toolCall` in one example of the service; belongs to `serverContent`.
    package var interactionStatus: InteractionStatus?

    /// Fields and kinds this codec does not know, as received.
    package var unknown: [UnknownField] = []
    /// Known fields whose value had the wrong type; they are absent from the message.
    package var issues: [DecodingIssue] = []

    package init(
        setupComplete: SetupComplete? = nil,
        serverContent: ServerContent? = nil,
        toolCall: ToolCall? = nil,
        toolCallCancellation: ToolCallCancellation? = nil,
        goAway: GoAway? = nil,
        sessionResumptionUpdate: SessionResumptionUpdate? = nil,
        voiceActivity: VoiceActivity? = nil,
        voiceActivityDetectionSignal: VoiceActivityDetectionSignal? = nil,
        usageMetadata: UsageMetadata? = nil,
        interactionStatus: InteractionStatus? = nil,
        unknown: [UnknownField] = [],
        issues: [DecodingIssue] = []
    ) {
        self.setupComplete = setupComplete
        self.serverContent = serverContent
        self.toolCall = toolCall
        self.toolCallCancellation = toolCallCancellation
        self.goAway = goAway
        self.sessionResumptionUpdate = sessionResumptionUpdate
        self.voiceActivity = voiceActivity
        self.voiceActivityDetectionSignal = voiceActivityDetectionSignal
        self.usageMetadata = usageMetadata
        self.interactionStatus = interactionStatus
        self.unknown = unknown
        self.issues = issues
    }

    /// The wire names of what the message holds, unknown kinds last.
    package var kinds: [String] { FieldNames.present(in: self) + unknown.compactMap(\.kind) }
}

extension LiveServerMessage: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("setupComplete", &setupComplete)
        fields.field("serverContent", &serverContent)
        fields.field("toolCall", &toolCall)
        fields.field("toolCallCancellation", &toolCallCancellation)
        fields.field("goAway", &goAway)
        fields.field("sessionResumptionUpdate", &sessionResumptionUpdate)
        fields.field("voiceActivity", &voiceActivity)
        fields.field("voiceActivityDetectionSignal", &voiceActivityDetectionSignal)
        fields.field("usageMetadata", &usageMetadata)
        fields.field("interactionStatus", &interactionStatus)
    }
}
