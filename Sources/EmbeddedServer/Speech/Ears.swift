// SPDX-License-Identifier: Apache-2.0

/// What the sessions of a server share to understand speech.
struct Ears: Sendable {
    let recognizer: any Recognizer
    let budget = SpokenAudio.Budget()
    let resamplers = ResamplerShelf()
}

extension RecognitionError {
    /// What the user is told.
    var reason: Unheard {
        switch self {
        case .unavailable: .noRecognizer
        case .failed: .recognizerFailed
        case .overrun, .cancelled: .recognizerLate
        }
    }

    /// Whether a log should have it each time: what is always so is said once, at the start.
    var isWorthNoting: Bool {
        switch self {
        case .failed, .overrun: true
        case .unavailable, .cancelled: false
        }
    }
}
