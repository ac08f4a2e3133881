// SPDX-License-Identifier: Apache-2.0

/// The first message of a connection: everything that stays fixed while it lasts.
package struct Setup: Sendable, Equatable {
    /// `models/<id>`; bare ids occur.
    package var model: String = ""
    package var generationConfig: GenerationConfig?
    /// Text parts only; a bare string is read as one.
    package var systemInstruction: Content?
    package var tools: [Tool] = []
    package var realtimeInputConfig: RealtimeInputConfig?
    /// Present, even empty: the server sends resumption handles.
    package var sessionResumption: SessionResumptionConfig?
    package var contextWindowCompression: ContextWindowCompressionConfig?
    /// Present, even empty: the user's speech is transcribed.
    package var inputAudioTranscription: TranscriptionConfig?
    /// Present, even empty: the model's speech is transcribed.
    package var outputAudioTranscription: TranscriptionConfig?
    package var proactivity: Proactivity?
    package var historyConfig: HistoryConfig?
    package var safetySettings: [SafetySetting] = []
    package var avatarConfig: AvatarConfig?
    package var explicitVadSignal: Bool?
    package var labels: JSONObject?
    /// Turns the sliding window never drops.
    package var prefixTurns: [Content] = []
    package var toolConfig: JSONValue?

    package init(
        model: String = "",
        generationConfig: GenerationConfig? = nil,
        systemInstruction: Content? = nil,
        tools: [Tool] = [],
        realtimeInputConfig: RealtimeInputConfig? = nil,
        sessionResumption: SessionResumptionConfig? = nil,
        contextWindowCompression: ContextWindowCompressionConfig? = nil,
        inputAudioTranscription: TranscriptionConfig? = nil,
        outputAudioTranscription: TranscriptionConfig? = nil,
        proactivity: Proactivity? = nil,
        historyConfig: HistoryConfig? = nil,
        safetySettings: [SafetySetting] = [],
        avatarConfig: AvatarConfig? = nil,
        explicitVadSignal: Bool? = nil,
        labels: JSONObject? = nil,
        prefixTurns: [Content] = [],
        toolConfig: JSONValue? = nil
    ) {
        self.model = model
        self.generationConfig = generationConfig
        self.systemInstruction = systemInstruction
        self.tools = tools
        self.realtimeInputConfig = realtimeInputConfig
        self.sessionResumption = sessionResumption
        self.contextWindowCompression = contextWindowCompression
        self.inputAudioTranscription = inputAudioTranscription
        self.outputAudioTranscription = outputAudioTranscription
        self.proactivity = proactivity
        self.historyConfig = historyConfig
        self.safetySettings = safetySettings
        self.avatarConfig = avatarConfig
        self.explicitVadSignal = explicitVadSignal
        self.labels = labels
        self.prefixTurns = prefixTurns
        self.toolConfig = toolConfig
    }
}

extension Setup: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("model", &model)
        fields.field("generationConfig", &generationConfig)
        fields.contentOrText("systemInstruction", &systemInstruction)
        fields.field("tools", &tools)
        fields.field("realtimeInputConfig", &realtimeInputConfig)
        fields.field("sessionResumption", &sessionResumption)
        fields.field("contextWindowCompression", &contextWindowCompression)
        fields.field("inputAudioTranscription", &inputAudioTranscription)
        fields.field("outputAudioTranscription", &outputAudioTranscription)
        fields.field("proactivity", &proactivity)
        fields.field("historyConfig", &historyConfig)
        fields.field("safetySettings", &safetySettings)
        fields.field("avatarConfig", &avatarConfig)
        fields.field("explicitVadSignal", &explicitVadSignal)
        fields.field("labels", &labels)
        fields.field("prefixTurns", &prefixTurns)
        fields.field("toolConfig", &toolConfig)
    }
}
