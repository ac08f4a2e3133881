// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import Voice

/// What of a setup a person changes in the console, in the person's terms.
package struct ConfigForm: Sendable, Equatable {
    /// Without `models/`.
    package var model: String
    package var modality: SessionProfile.Modality
    /// Empty for the model's own.
    package var voice: String
    package var system: String
    package var turnDetection: TurnDetection
    package var transcripts: Transcripts
    package var isCompressing: Bool
    package var usesTools: Bool

    /// Whose speech comes as text too.
    package enum Transcripts: String, Sendable, CaseIterable {
        case both = "in + out"
        case input = "in"
        case output = "out"
        case none = "off"

        var hasInput: Bool { self == .both || self == .input }
        var hasOutput: Bool { self == .both || self == .output }

        init(input: Bool, output: Bool) {
            self = input ? (output ? .both : .input) : (output ? .output : .none)
        }
    }

    package init(_ setup: Setup) {
        let generation = setup.generationConfig
        model = String(setup.model.trimmingPrefix("models/"))
        modality = generation?.responseModalities.first == .text ? .text : .audio
        voice = generation?.speechConfig?.voiceConfig?.prebuiltVoiceConfig?.voiceName ?? ""
        system = setup.systemInstruction?.parts.compactMap(\.text).joined(separator: " ") ?? ""
        turnDetection = setup.turnDetection
        transcripts = Transcripts(
            input: setup.inputAudioTranscription != nil,
            output: setup.outputAudioTranscription != nil
        )
        isCompressing = setup.contextWindowCompression != nil
        usesTools = !setup.tools.isEmpty
    }

    /// A setup with the form's answers in place of its own; what the form agrees with stays as it is.
    ///
    /// - Parameters:
    ///   - setup: What the session has now.
    ///   - first: What the program was started with: has the tools, and the figures of compression.
    /// - Returns: What the session is to be set up with.
    func written(over setup: Setup, first: Setup) -> Setup {
        let old = ConfigForm(setup)
        var new = setup
        if model != old.model {
            let isWhole = model.hasPrefix("tunedModels/") || model.hasPrefix("models/")
            new.model = isWhole ? model : "models/\(model)"
        }
        writeSound(over: old, in: &new)
        if system != old.system { new.systemInstruction = system.isEmpty ? nil : Content(system) }
        if turnDetection != old.turnDetection { new.setTurnDetection(turnDetection) }
        if transcripts.hasInput != old.transcripts.hasInput {
            new.inputAudioTranscription = transcripts.hasInput ? TranscriptionConfig() : nil
        }
        if isCompressing != old.isCompressing {
            let compression = first.contextWindowCompression ?? ContextWindowCompressionConfig()
            new.contextWindowCompression = isCompressing ? compression : nil
        }
        if usesTools != old.usesTools { new.tools = usesTools ? first.tools : [] }
        return new
    }

    /// A model that writes is asked for no voice and no transcript of one: both are refused.
    private func writeSound(over old: ConfigForm, in setup: inout Setup) {
        var generation = setup.generationConfig ?? GenerationConfig()
        let isNew = modality != old.modality
        if isNew { generation.responseModalities = [modality == .text ? .text : .audio] }
        switch modality {
        case .text where isNew:
            generation.speechConfig = nil
            setup.outputAudioTranscription = nil
        case .text:
            break
        case .audio:
            if voice != old.voice {
                generation.speechConfig = voice.isEmpty ? nil : SpeechConfig(voiceName: voice)
            }
            if transcripts.hasOutput != old.transcripts.hasOutput {
                setup.outputAudioTranscription =
                    transcripts.hasOutput ? TranscriptionConfig() : nil
            }
        }
        if generation != GenerationConfig() || setup.generationConfig != nil {
            setup.generationConfig = generation
        }
    }
}

extension Setup {
    /// Who finds out when the user has spoken.
    package var turnDetection: TurnDetection {
        realtimeInputConfig?.automaticActivityDetection?.disabled == true ? .manual : .automatic
    }

    /// Says so outright also where it is the default: a resumed session keeps what is left out.
    package mutating func setTurnDetection(_ detection: TurnDetection) {
        var input = realtimeInputConfig ?? RealtimeInputConfig()
        var activity = input.automaticActivityDetection ?? AutomaticActivityDetection()
        activity.disabled = detection == .manual
        input.automaticActivityDetection = activity
        realtimeInputConfig = input
    }
}
