// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Voice

/// One row of the Config pane: something the API fixes when a connection is set up.
package enum ConfigSetting: String, Sendable, CaseIterable {
    case model
    case voice
    case modality = "mode"
    case system
    case turnDetection = "VAD"
    case transcripts = "transcr"
    case compression = "compress"
    case tools

    /// How the pane puts what a form says.
    func value(in form: ConfigForm) -> String {
        switch self {
        case .model: form.model
        case .voice where form.modality == .text: "none: it writes"
        case .voice: form.voice.isEmpty ? Self.modelsOwn : form.voice
        case .modality: form.modality.rawValue
        case .system: form.system.isEmpty ? "none" : form.system
        case .turnDetection: form.turnDetection == .manual ? Self.manual : Self.automatic
        case .transcripts where form.modality == .text:
            form.transcripts.hasInput
                ? ConfigForm.Transcripts.input.rawValue : ConfigForm.Transcripts.none.rawValue
        case .transcripts: form.transcripts.rawValue
        case .compression: form.isCompressing ? Self.on : Self.off
        case .tools: form.usesTools ? Self.on : Self.off
        }
    }

    /// What can be chosen; empty where anything can be typed and nothing is known to choose from.
    func choices(_ form: ConfigForm) -> [String] {
        switch self {
        case .model, .system: []
        case .voice: [Self.modelsOwn] + Self.voices
        case .modality:
            [.audio, .text].map { (modality: SessionProfile.Modality) in modality.rawValue }
        case .turnDetection: [Self.automatic, Self.manual]
        case .transcripts where form.modality == .text:
            [ConfigForm.Transcripts.input, .none].map(\.rawValue)
        case .transcripts: ConfigForm.Transcripts.allCases.map(\.rawValue)
        case .compression, .tools: [Self.on, Self.off]
        }
    }

    /// Whether anything may be typed, and what is being edited then.
    func text(in form: ConfigForm) -> String? {
        switch self {
        case .model: form.model
        case .voice: form.voice
        case .system: form.system
        case .modality, .turnDetection, .transcripts, .compression, .tools: nil
        }
    }

    /// Writes a choice, or what was typed, into a form.
    func set(_ value: String, in form: inout ConfigForm) {
        switch self {
        case .model: form.model = value.isEmpty ? form.model : value
        case .voice: form.voice = value == Self.modelsOwn ? "" : value
        case .modality: form.modality = SessionProfile.Modality(rawValue: value) ?? form.modality
        case .system: form.system = value
        case .turnDetection: form.turnDetection = value == Self.manual ? .manual : .automatic
        case .transcripts:
            form.transcripts = ConfigForm.Transcripts(rawValue: value) ?? form.transcripts
        case .compression: form.isCompressing = value == Self.on
        case .tools: form.usesTools = value == Self.on
        }
    }

    /// Why the setting cannot be changed; nil when it can.
    func reasonAgainst(_ form: ConfigForm, first: Setup) -> String? {
        switch self {
        case .voice where form.modality == .text:
            "a model that writes has no voice: change the mode"
        case .tools where first.tools.isEmpty: "this run has no tools"
        default: nil
        }
    }

    private static let modelsOwn = "the model's own"
    private static let automatic = "auto"
    private static let manual = "manual"
    private static let on = "on"
    private static let off = "off"

    /// The prebuilt voices of the API (Live API capabilities guide).
    private static let voices = [
        "Achernar", "Achird", "Algenib", "Algieba", "Alnilam", "Aoede", "Autonoe", "Callirrhoe",
        "Charon", "Despina", "Enceladus", "Erinome", "Fenrir", "Gacrux", "Iapetus", "Kore",
        "Laomedeia", "Leda", "Orus", "Puck", "Pulcherrima", "Rasalgethi", "Sadachbia",
        "Sadaltager", "Schedar", "Sulafat", "Umbriel", "Vindemiatrix", "Zephyr", "Zubenelgenubi",
    ]
}
