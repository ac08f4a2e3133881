// SPDX-License-Identifier: Apache-2.0

package import AudioDSP
package import LiveAPI

/// What a setup message asked for, checked and with the defaults filled in.
package struct SessionSettings: Sendable, Equatable {
    package enum ReplyModality: Sendable, Equatable {
        case text
        case audio
    }

    /// What the server decides about setups.
    package struct Rules: Sendable, Equatable {
        /// The API version of the path, for messages.
        package var apiVersion: String
        /// Model ids that are answered as unknown, with or without `models/`.
        package var unknownModels: Set<String>
        /// What a model's series is documented not to take is refused.
        package var isStrict: Bool
        /// The size of the context window.
        package var contextTokens: Int

        package init(
            apiVersion: String = "v1beta",
            unknownModels: Set<String> = [],
            isStrict: Bool = false,
            contextTokens: Int = 131_072
        ) {
            self.apiVersion = apiVersion
            self.unknownModels = unknownModels
            self.isStrict = isStrict
            self.contextTokens = contextTokens
        }
    }

    package var model: ModelFamily
    package var modality: ReplyModality
    package var voice: VoiceChoice
    package var systemInstruction: String
    package var tools: [Tool]
    /// The client marks its activity itself.
    package var isActivityManual: Bool
    /// How automatic activity detection finds starts and ends.
    package var activity: ActivityTracker.Parameters
    package var activityInterrupts: Bool
    /// Never unspecified.
    package var turnCoverage: TurnCoverage
    /// Starts and ends of speech are reported to the client.
    package var signalsActivity: Bool
    /// Client content is refused unless it is the initial history.
    package var refusesLaterContent: Bool
    /// Client content is history until its first `turnComplete`.
    package var hasInitialHistory: Bool
    package var transcribesInput: Bool
    package var transcribesOutput: Bool
    /// Thoughts are sent, as parts of their own.
    package var includesThoughts: Bool
    package var frameTokens: Int
    /// A reply ends when it has so many tokens.
    package var maximumOutputTokens: Int?
    /// Nil where a full context ends the session.
    package var compression: ContextCompression?

    /// Checks a setup the way the Live API does.
    ///
    /// - Throws: The close the client gets instead of `setupComplete`.
    package init(validating setup: Setup, rules: Rules) throws(SessionClose) {
        try Self.checkModel(setup.model, rules)
        model = ModelFamily(model: setup.model)
        try model.check(setup)
        let generation = setup.generationConfig ?? GenerationConfig()
        let speech = generation.speechConfig
        let realtime = setup.realtimeInputConfig
        let detection = realtime?.automaticActivityDetection
        try Self.checkEnumerations(realtime)
        guard speech?.multiSpeakerVoiceConfig == nil else {
            throw .invalidArgument("multiSpeakerVoiceConfig is not supported in Live sessions.")
        }
        modality = try Self.modality(generation.responseModalities)
        if rules.isStrict, modality == .text,
            model.onlySpeaks || setup.model.contains("native-audio")
        {
            throw .nonAudioRequest
        }
        refusesLaterContent = rules.isStrict && model == .threeOne
        maximumOutputTokens = generation.maxOutputTokens.flatMap { $0 > 0 ? $0 : nil }
        voice = try Self.voice(speech)
        systemInstruction = setup.systemInstruction?.paragraphs ?? ""
        tools = setup.tools
        isActivityManual = detection?.disabled ?? false
        activity = try Self.activity(detection)
        activityInterrupts = realtime?.activityHandling != .noInterruption
        turnCoverage = Self.coverage(realtime?.turnCoverage) ?? model.turnCoverage
        signalsActivity = setup.explicitVadSignal ?? false
        hasInitialHistory = setup.historyConfig?.initialHistoryInClientContent ?? false
        transcribesInput = setup.inputAudioTranscription != nil
        transcribesOutput = setup.outputAudioTranscription != nil
        let thinking = generation.thinkingConfig
        includesThoughts = thinking?.includeThoughts == true && thinking?.thinkingBudget != 0
        frameTokens =
            generation.mediaResolution == .low ? TokenRate.lowResolutionFrame : TokenRate.frame
        if let config = setup.contextWindowCompression {
            compression = try ContextCompression(config, window: rules.contextTokens)
        }
    }

    /// Where the client leaves it to the server: longer than a knock on the table is taken for
    /// speech, and short enough to interrupt at once.
    package static let unsetPrefixPaddingMs = 60

    private static func checkModel(_ model: String, _ rules: Rules) throws(SessionClose) {
        guard !model.isEmpty else { throw .invalidArgument("setup.model is missing.") }
        let bare = model.hasPrefix("models/") ? String(model.dropFirst(7)) : model
        let unknown = rules.unknownModels
        guard unknown.isDisjoint(with: [model, bare, "models/" + bare]) else {
            throw .unknownModel("models/" + bare, version: rules.apiVersion)
        }
    }

    private static func modality(_ asked: [Modality]) throws(SessionClose) -> ReplyModality {
        let asked = asked.filter { $0 != .unspecified }
        guard asked.allSatisfy({ $0 == asked[0] }) else { throw .severalModalities }
        switch asked.first {
        // Models that speak are what the API serves today, so unset means audio.
        case nil, .audio: return .audio
        case .text: return .text
        case .unrecognized(let name): throw .invalidArgument("Unknown response modality \(name).")
        case .some(let other): throw .unsupportedModality(other.wireName)
        }
    }

    private static func voice(_ speech: SpeechConfig?) throws(SessionClose) -> VoiceChoice {
        var choice = VoiceChoice(languageCode: speech?.languageCode)
        let asked = speech?.voiceConfig?.prebuiltVoiceConfig?.voiceName ?? ""
        guard !asked.isEmpty else { return choice }
        guard let voice = PrebuiltVoice(named: asked) else {
            throw .invalidArgument("Voice '\(asked.prefix(40))' is not available.")
        }
        choice.voice = voice
        return choice
    }

    private static func activity(
        _ detection: AutomaticActivityDetection?
    ) throws(SessionClose) -> ActivityTracker.Parameters {
        var parameters = ActivityTracker.Parameters()
        parameters.prefixPaddingMs = unsetPrefixPaddingMs
        if detection?.startOfSpeechSensitivity == .low { parameters.startSensitivity = .low }
        if detection?.endOfSpeechSensitivity == .low { parameters.endSensitivity = .low }
        parameters.prefixPaddingMs = detection?.prefixPaddingMs ?? parameters.prefixPaddingMs
        parameters.silenceDurationMs = detection?.silenceDurationMs ?? parameters.silenceDurationMs
        guard parameters.prefixPaddingMs >= 0, parameters.silenceDurationMs >= 0 else {
            throw .invalidArgument("A time in automaticActivityDetection is negative.")
        }
        return parameters
    }

    private static func coverage(_ asked: TurnCoverage?) -> TurnCoverage? {
        asked == .unspecified ? nil : asked
    }

    private static func checkEnumerations(_ config: RealtimeInputConfig?) throws(SessionClose) {
        let detection = config?.automaticActivityDetection
        let unknown =
            detection?.startOfSpeechSensitivity?.unrecognizedName
            ?? detection?.endOfSpeechSensitivity?.unrecognizedName
            ?? config?.activityHandling?.unrecognizedName
            ?? config?.turnCoverage?.unrecognizedName
        if let unknown {
            throw .invalidArgument("Unknown value '\(unknown.prefix(40))' in realtimeInputConfig.")
        }
    }
}

extension Content {
    /// The text parts, each a paragraph of its own.
    var paragraphs: String {
        parts.compactMap(\.text).joined(separator: "\n\n")
    }
}
