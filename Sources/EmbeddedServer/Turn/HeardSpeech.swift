// SPDX-License-Identifier: Apache-2.0

/// The spoken part of a turn: its sound, and what became of its words.
package struct HeardSpeech: Sendable, Equatable {
    /// Without the silence around it.
    package var sound: ReceivedMedia
    /// Why there are no words; nil when there are.
    package var unheard: Unheard?

    package init(sound: ReceivedMedia, unheard: Unheard? = nil) {
        self.sound = sound
        self.unheard = unheard
    }
}

/// What a recognizer made of one stretch of speech.
package enum Hearing: Sendable, Equatable {
    case words(String)
    case unheard(Unheard)
}

/// Why speech has no words.
package enum Unheard: Sendable, Equatable {
    case noRecognizer
    /// The recognizer listened and found nothing that it knows.
    case noWords
    case recognizerFailed
    /// The words did not come in time, or more was said than could be kept.
    case recognizerLate
}
