// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import LiveEngine
import LiveNIOTransport
import Voice

/// Everything decided about a session before it starts: where it goes and what it asks for.
struct SessionPlan: Sendable {
    /// What is at the far end.
    enum Route: Sendable, Equatable {
        case embedded
        case gemini
        /// Any other Live API server, by its base URL.
        case url(String)
    }

    var route: Route
    var setup: Setup
    var modality: ResponseModality
    var credential: LiveEndpoint.Credential
    var apiVersion: String
    /// Script of the embedded server; nil for the built-in one.
    var script: String?
    var theme: String?
    /// The functions the model may call; nil without a tools file.
    var tools: PlannedTools?
    var sound: SoundPlan
    var video: VideoPlan
    /// What the session may last, hold and cost.
    var terms: SessionTerms

    /// The newest stable Live model at the time of writing (model page "Gemini 3.8 Live").
    static let defaultModel = "gemini-3.8-live"

    /// Stands in for the key with servers that want one but take any; no secret.
    private static let placeholderKey = "none"

    /// Decides on a session.
    ///
    /// - Parameters:
    ///   - settings: All layers, merged.
    ///   - apiKey: The key, when one is configured.
    ///   - isHeard: Whether replies are for ears. Where they are not, and nothing is spoken, the
    ///     embedded server is asked for text, which takes no time to be spoken.
    /// - Throws: `CommandFailure` with code 2 when the settings do not fit together, with code 3 when
    ///   Google's endpoint is asked for without a key.
    init(
        settings: Settings,
        apiKey: String?,
        isHeard: Bool = true
    ) throws(CommandFailure) {
        secrets = apiKey.map { [$0] } ?? []
        let endpoint = settings.endpoint ?? (apiKey == nil ? .embedded : .gemini)
        switch endpoint {
        case .embedded:
            route = .embedded
            // The person's own key has no business in a server that needs none.
            credential = .apiKey("embedded")
        case .gemini:
            guard let apiKey else {
                throw CommandFailure(
                    .cannotConnect,
                    "No API key for Gemini. Set GEMINI_API_KEY or GOOGLE_API_KEY, or use "
                        + "`--endpoint embedded`, which needs none."
                )
            }
            route = .gemini
            credential = LiveEndpoint.Credential(apiKey)
        case .url(let url):
            route = .url(url)
            credential = LiveEndpoint.Credential(apiKey ?? Self.placeholderKey)
        }
        // Today's Gemini Live models only speak, and so does the server that stands in for them.
        sound = SoundPlan(settings)
        video = try VideoPlan(settings)
        let needsNoSound = route == .embedded && !isHeard && !sound.isUsed
        modality = settings.modality ?? (needsNoSound ? .text : .audio)
        apiVersion = settings.apiVersion ?? LiveEndpoint.defaultVersion
        script = settings.script
        theme = settings.theme
        setup = try Self.setup(settings: settings, modality: modality)
        terms = try SessionTerms(model: setup.model, route: route, settings: settings)
        if let path = settings.tools {
            let tools = try PlannedTools(path: path)
            setup.tools = tools.declarations
            self.tools = tools
        }
        terms = try SessionTerms(model: setup.model, route: route, settings: settings)
    }

    private static func setup(
        settings: Settings,
        modality: ResponseModality
    ) throws(CommandFailure) -> Setup {
        let model = settings.model ?? defaultModel
        let hasPrefix = model.hasPrefix("models/") || model.hasPrefix("tunedModels/")
        var setup = Setup(model: hasPrefix ? model : "models/\(model)")
        var generation = GenerationConfig()
        generation.responseModalities = [modality == .audio ? .audio : .text]
        if modality == .audio {
            generation.speechConfig = settings.voice.map { SpeechConfig(voiceName: $0) }
            setup.inputAudioTranscription = TranscriptionConfig()
            setup.outputAudioTranscription = TranscriptionConfig()
        }
        switch settings.mediaResolution {
        case .low: generation.mediaResolution = .low
        case .medium: generation.mediaResolution = .medium
        case .high: generation.mediaResolution = .high
        case nil: break
        }
        setup.generationConfig = generation
        // The values of Google's guide; without compression a spoken session ends after 15 minutes.
        setup.contextWindowCompression = ContextWindowCompressionConfig(
            triggerTokens: 25_600,
            slidingWindow: SlidingWindow(targetTokens: 12_800)
        )
        if let system = settings.system, !system.isEmpty {
            setup.systemInstruction = Content(try text(of: system))
        }
        return setup
    }

    /// The text itself, or the contents of the file that `@FILE` names.
    private static func text(of system: String) throws(CommandFailure) -> String {
        guard system.hasPrefix("@") else { return system }
        let path = String(system.dropFirst())
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.badUsage, "System instruction file \(path) cannot be read.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure(.badUsage, "System instruction file \(path) is not UTF-8 text.")
        }
        return text
    }

    /// What a session is set up with.
    ///
    /// - Parameter turnDetection: Who finds out when the user has spoken; nil for the plan's choice.
    /// - Returns: The first message of its connections.
    func setup(turnDetection: TurnDetection?) -> Setup {
        var setup = setup
        if turnDetection ?? sound.turnDetection == .manual {
            setup.realtimeInputConfig = RealtimeInputConfig(
                automaticActivityDetection: AutomaticActivityDetection(disabled: true)
            )
        }
        return setup
    }

    /// The far end's name, as headers and messages show it; a key in a URL is masked.
    var routeName: String {
        switch route {
        case .embedded: "embedded server"
        case .gemini: "gemini"
        case .url(let url): Redactor().redact(url)
        }
    }

    /// Secrets that must not reach any sink: the key, also where the session has no use for it.
    let secrets: [String]
}
