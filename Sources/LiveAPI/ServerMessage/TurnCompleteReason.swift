// SPDX-License-Identifier: Apache-2.0

/// Why a turn ended without a normal reply.
package enum TurnCompleteReason: WireEnum, WireDefault {
    case unspecified
    case malformedFunctionCall
    case responseRejected
    case needMoreInput
    case prohibitedInputContent
    case imageProhibitedInputContent
    case inputTextContainProminentPersonProhibited
    case inputImageCelebrity
    case inputImagePhotoRealisticChildProhibited
    case inputTextNciiProhibited
    case inputOther
    case inputIpProhibited
    case blocklist
    case unsafePromptForImageGeneration
    case generatedImageSafety
    case generatedContentSafety
    case generatedAudioSafety
    case generatedVideoSafety
    case generatedContentProhibited
    case generatedContentBlocklist
    case generatedImageProhibited
    case generatedImageCelebrity
    case generatedImageProminentPeopleDetectedByRewriter
    case generatedImageIdentifiablePeople
    case generatedImageMinors
    case outputImageIpProhibited
    case generatedOther
    case maxRegenerationReached
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "TURN_COMPLETE_REASON_UNSPECIFIED"),
        (.malformedFunctionCall, "MALFORMED_FUNCTION_CALL"),
        (.responseRejected, "RESPONSE_REJECTED"),
        (.needMoreInput, "NEED_MORE_INPUT"),
        (.prohibitedInputContent, "PROHIBITED_INPUT_CONTENT"),
        (.imageProhibitedInputContent, "IMAGE_PROHIBITED_INPUT_CONTENT"),
        (
            .inputTextContainProminentPersonProhibited,
            "INPUT_TEXT_CONTAIN_PROMINENT_PERSON_PROHIBITED"
        ),
        (.inputImageCelebrity, "INPUT_IMAGE_CELEBRITY"),
        (.inputImagePhotoRealisticChildProhibited, "INPUT_IMAGE_PHOTO_REALISTIC_CHILD_PROHIBITED"),
        (.inputTextNciiProhibited, "INPUT_TEXT_NCII_PROHIBITED"),
        (.inputOther, "INPUT_OTHER"),
        (.inputIpProhibited, "INPUT_IP_PROHIBITED"),
        (.blocklist, "BLOCKLIST"),
        (.unsafePromptForImageGeneration, "UNSAFE_PROMPT_FOR_IMAGE_GENERATION"),
        (.generatedImageSafety, "GENERATED_IMAGE_SAFETY"),
        (.generatedContentSafety, "GENERATED_CONTENT_SAFETY"),
        (.generatedAudioSafety, "GENERATED_AUDIO_SAFETY"),
        (.generatedVideoSafety, "GENERATED_VIDEO_SAFETY"),
        (.generatedContentProhibited, "GENERATED_CONTENT_PROHIBITED"),
        (.generatedContentBlocklist, "GENERATED_CONTENT_BLOCKLIST"),
        (.generatedImageProhibited, "GENERATED_IMAGE_PROHIBITED"),
        (.generatedImageCelebrity, "GENERATED_IMAGE_CELEBRITY"),
        (
            .generatedImageProminentPeopleDetectedByRewriter,
            "GENERATED_IMAGE_PROMINENT_PEOPLE_DETECTED_BY_REWRITER"
        ),
        (.generatedImageIdentifiablePeople, "GENERATED_IMAGE_IDENTIFIABLE_PEOPLE"),
        (.generatedImageMinors, "GENERATED_IMAGE_MINORS"),
        (.outputImageIpProhibited, "OUTPUT_IMAGE_IP_PROHIBITED"),
        (.generatedOther, "GENERATED_OTHER"),
        (.maxRegenerationReached, "MAX_REGENERATION_REACHED"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
