// SPDX-License-Identifier: Apache-2.0

/// A close code and reason, in the words the Live API uses: errors travel nowhere else.
package struct SessionClose: Error, Sendable, Equatable {
    package var code: UInt16
    /// Cut to 123 bytes where it is sent.
    package var reason: String

    package init(_ code: UInt16, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

extension SessionClose {
    package static let setupNotFirst = Self(
        1007,
        "setup must be the first message and only the first"
    )
    package static let setupTimeout = Self(
        1008,
        "No setup message arrived in time; it must be the first message."
    )
    package static let unregistered = Self(
        1008,
        "Method doesn't allow unregistered callers (callers without established identity). "
            + "Please use API Key."
    )
    package static let keyInvalid = Self(
        1007,
        "API key not valid. Please pass a valid API key."
    )
    package static let severalModalities = Self(
        1007,
        "At most one response modality can be specified in the setup request. "
            + "To enable simultaneous transcription and audio output, "
            + "set outputAudioTranscription instead."
    )
    package static let explicitActivity = Self(
        1007,
        "Explicit activity control is not supported when automatic activity detection is enabled."
    )
    package static let nonAudioRequest = Self(
        1007,
        "Cannot extract voices from a non-audio request."
    )
    package static let thinkingLevelUnsupported = Self(
        1007,
        "Thinking level is not supported for this model"
    )
    package static let shuttingDown = Self(1001, "the server is shutting down")
    package static let handleInvalid = Self(1007, "Invalid session handle")
    package static let sessionNotFound = Self(1008, "BidiGenerateContent session not found")
    package static let connectionLifeOver = Self(
        1011,
        "Deadline expired before operation could complete."
    )
    package static let sessionLifeOver = Self(
        1008,
        "Connection aborted because the client failed to close the connection after receiving a "
            + "GoAway signal once the session duration limit was reached."
    )
    package static let notImplemented = Self(
        1008,
        "Operation is not implemented, or supported, or enabled."
    )
    package static let slowReader = Self(
        1008,
        "The client does not read what it is sent."
    )
    package static let internalError = Self(1011, "Internal error encountered.")

    package static func invalidArgument(_ detail: String) -> Self {
        Self(1007, "Request contains an invalid argument. \(detail)")
    }

    package static func invalidPayload(_ detail: String) -> Self {
        Self(1007, "Invalid JSON payload received. \(detail)")
    }

    package static func unknownName(_ path: String) -> Self {
        let names = path.split(separator: ".")
        let place = names.dropLast().joined(separator: ".")
        return invalidPayload(
            "Unknown name \"\(names.last?.prefix(40) ?? "")\""
                + (place.isEmpty ? "" : " at '\(place.prefix(40))'") + ": Cannot find field."
        )
    }

    package static func unsupportedModality(_ modality: String) -> Self {
        Self(
            1007,
            "The requested combination of response modalities (\(modality)) is not supported by "
                + "the model."
        )
    }

    package static func unknownModel(_ model: String, version: String) -> Self {
        Self(
            1008,
            "\(model) is not found for API version \(version), or is not supported for "
                + "bidiGenerateContent. Call ListModels to see the available models."
        )
    }
}
