// SPDX-License-Identifier: Apache-2.0

/// A fragment of a transcript, to be appended as it is: leading spaces matter.
package struct Transcription: Sendable, Equatable {
    package var text: String = ""
    /// Practically never set by the service; do not wait for it.
    package var finished: Bool = false
    package var languageCode: String?
    package var speakerLabel: String?
    package var words: [TranscribedWord] = []
    package var startOffset: Duration?
    package var endOffset: Duration?

    package init(
        text: String = "",
        finished: Bool = false,
        languageCode: String? = nil,
        speakerLabel: String? = nil,
        words: [TranscribedWord] = [],
        startOffset: Duration? = nil,
        endOffset: Duration? = nil
    ) {
        self.text = text
        self.finished = finished
        self.languageCode = languageCode
        self.speakerLabel = speakerLabel
        self.words = words
        self.startOffset = startOffset
        self.endOffset = endOffset
    }
}

extension Transcription: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("text", &text)
        fields.field("finished", &finished)
        fields.field("languageCode", &languageCode)
        fields.field("speakerLabel", &speakerLabel)
        fields.field("words", &words)
        fields.field("startOffset", &startOffset)
        fields.field("endOffset", &endOffset)
    }
}

/// One word of a transcript and when it was spoken.
package struct TranscribedWord: Sendable, Equatable {
    package var word: String = ""
    package var startOffset: Duration?
    package var endOffset: Duration?

    package init(word: String = "", startOffset: Duration? = nil, endOffset: Duration? = nil) {
        self.word = word
        self.startOffset = startOffset
        self.endOffset = endOffset
    }
}

extension TranscribedWord: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("word", &word)
        fields.field("startOffset", &startOffset)
        fields.field("endOffset", &endOffset)
    }
}
