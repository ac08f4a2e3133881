// SPDX-License-Identifier: Apache-2.0

/// What turns speech into words.
package protocol Recognizer: Sendable {
    /// What users should know about this recognizer, such as why there is none; usually `nil`.
    var notice: String? { get }

    /// Somebody may speak soon: loads what takes time. Returns at once; may be called often.
    func prepare()

    /// Listens until the speech ends; gives its words, or nothing when there are none it knows.
    ///
    /// The work is done while the user speaks, on threads of the recognizer's own. When the task is
    /// cancelled it ends soon.
    func words(in speech: SpokenAudio) async throws(RecognitionError) -> String
}

/// Why speech could not be recognized.
package enum RecognitionError: Error, Equatable, CustomStringConvertible {
    /// There is no recognizer on this machine; there may be one later.
    case unavailable(reason: String)
    /// The library gave up on this utterance; others may work.
    case failed(reason: String)
    /// More was said than could be kept until it was listened to.
    case overrun
    case cancelled

    package var description: String {
        switch self {
        case .unavailable(let reason):
            "Speech cannot be recognized: \(reason). Install the package pocketsphinx-en-us."
        case .failed(let reason): "pocketsphinx failed: \(reason)."
        case .overrun: "Speech came faster than it could be recognized; its words are lost."
        case .cancelled: "The words are not wanted any more."
        }
    }
}

/// Stands where no recognizer is installed: every utterance stays without words.
package struct AbsentRecognizer: Recognizer {
    private let error: RecognitionError

    package init(error: RecognitionError) {
        self.error = error
    }

    package var notice: String? {
        "Speech is heard, but its words stay unknown. \(error)"
    }

    package func prepare() {}

    package func words(in speech: SpokenAudio) async throws(RecognitionError) -> String {
        throw error
    }
}
