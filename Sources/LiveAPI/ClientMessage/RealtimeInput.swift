// SPDX-License-Identifier: Apache-2.0

/// Input that flows while the conversation goes on; usually one field a message.
package struct RealtimeInput: Sendable, Equatable {
    /// The older form of `audio` and `video`, told apart by MIME type.
    package var mediaChunks: [Blob] = []
    package var audio: Blob?
    /// One still frame.
    package var video: Blob?
    /// Counts as activity: it can interrupt, and it is answered.
    package var text: String?
    package var activityStart: ActivityStart?
    package var activityEnd: ActivityEnd?
    /// True: the microphone is off; reopened by the next `audio`.
    package var audioStreamEnd: Bool = false

    package init(
        mediaChunks: [Blob] = [],
        audio: Blob? = nil,
        video: Blob? = nil,
        text: String? = nil,
        activityStart: ActivityStart? = nil,
        activityEnd: ActivityEnd? = nil,
        audioStreamEnd: Bool = false
    ) {
        self.mediaChunks = mediaChunks
        self.audio = audio
        self.video = video
        self.text = text
        self.activityStart = activityStart
        self.activityEnd = activityEnd
        self.audioStreamEnd = audioStreamEnd
    }
}

extension RealtimeInput: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("mediaChunks", &mediaChunks)
        fields.field("audio", &audio)
        fields.field("video", &video)
        fields.field("text", &text)
        fields.field("activityStart", &activityStart)
        fields.field("activityEnd", &activityEnd)
        fields.field("audioStreamEnd", &audioStreamEnd)
    }
}

/// The user begins to speak; only without automatic activity detection.
package struct ActivityStart: Sendable, Equatable {
    package init() {}
}

extension ActivityStart: WireObject {
    mutating func visitFields(_ fields: inout some FieldVisitor) {}
}

/// The user has finished speaking; only without automatic activity detection.
package struct ActivityEnd: Sendable, Equatable {
    package init() {}
}

extension ActivityEnd: WireObject {
    mutating func visitFields(_ fields: inout some FieldVisitor) {}
}
