// SPDX-License-Identifier: Apache-2.0

/// The model's output and the state of the turn.
///
/// Any of the fields may share a message; read them all.
package struct ServerContent: Sendable, Equatable {
    /// A piece of the reply.
    package var modelTurn: Content?
    /// The model has produced everything; playback may still go on.
    package var generationComplete: Bool = false
    /// The turn is over and the model waits for input.
    package var turnComplete: Bool = false
    /// The reply was cut short: drop what has not been played.
    package var interrupted: Bool = false
    /// What the user said, in no order relative to anything else.
    package var inputTranscription: Transcription?
    /// What the model says.
    package var outputTranscription: Transcription?
    /// An unstable guess at what the user is saying.
    package var interimInputTranscription: Transcription?
    package var groundingMetadata: GroundingMetadata?
    package var urlContextMetadata: URLContextMetadata?
    /// Why the turn ended oddly.
    package var turnCompleteReason: TurnCompleteReason?
    /// The model has enough history but waits for the user.
    package var waitingForInput: Bool = false
    /// With `turnComplete` of extended-thinking models.
    package var interactionStatus: InteractionStatus?
    /// Deprecated by the service.
    package var speechState: SpeechState?

    package init(
        modelTurn: Content? = nil,
        generationComplete: Bool = false,
        turnComplete: Bool = false,
        interrupted: Bool = false,
        inputTranscription: Transcription? = nil,
        outputTranscription: Transcription? = nil,
        interimInputTranscription: Transcription? = nil,
        groundingMetadata: GroundingMetadata? = nil,
        urlContextMetadata: URLContextMetadata? = nil,
        turnCompleteReason: TurnCompleteReason? = nil,
        waitingForInput: Bool = false,
        interactionStatus: InteractionStatus? = nil,
        speechState: SpeechState? = nil
    ) {
        self.modelTurn = modelTurn
        self.generationComplete = generationComplete
        self.turnComplete = turnComplete
        self.interrupted = interrupted
        self.inputTranscription = inputTranscription
        self.outputTranscription = outputTranscription
        self.interimInputTranscription = interimInputTranscription
        self.groundingMetadata = groundingMetadata
        self.urlContextMetadata = urlContextMetadata
        self.turnCompleteReason = turnCompleteReason
        self.waitingForInput = waitingForInput
        self.interactionStatus = interactionStatus
        self.speechState = speechState
    }
}

extension ServerContent: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("modelTurn", &modelTurn)
        fields.field("generationComplete", &generationComplete)
        fields.field("turnComplete", &turnComplete)
        fields.field("interrupted", &interrupted)
        fields.field("inputTranscription", &inputTranscription)
        fields.field("outputTranscription", &outputTranscription)
        fields.field("interimInputTranscription", &interimInputTranscription)
        fields.field("groundingMetadata", &groundingMetadata)
        fields.field("urlContextMetadata", &urlContextMetadata)
        fields.field("turnCompleteReason", &turnCompleteReason)
        fields.field("waitingForInput", &waitingForInput)
        fields.field("interactionStatus", &interactionStatus)
        fields.field("speechState", &speechState)
    }
}

/// Whether more will follow a completed turn without new input.
package enum InteractionStatus: WireEnum, WireDefault {
    case unspecified
    case inProgress
    case requiresAction
    case idle
    case waitingForInput
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "INTERACTION_STATUS_UNSPECIFIED"),
        (.inProgress, "IN_PROGRESS"),
        (.requiresAction, "REQUIRES_ACTION"),
        (.idle, "IDLE"),
        (.waitingForInput, "WAITING_FOR_INPUT"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}

/// Whether the server hears speech.
package enum SpeechState: WireEnum, WireDefault {
    case unspecified
    case speech
    case nonSpeech
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "SPEECH_STATE_UNSPECIFIED"),
        (.speech, "SPEECH"),
        (.nonSpeech, "NON_SPEECH"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
