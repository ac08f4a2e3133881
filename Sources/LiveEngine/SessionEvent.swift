// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// One entry of the session's log: the only source of what screens, printers and recorders show.
package struct SessionEvent: Sendable, Equatable {
    /// Time since the origin the session was given, on its monotonic clock.
    package var offset: Duration
    package var kind: Kind

    package init(offset: Duration, kind: Kind) {
        self.offset = offset
        self.kind = kind
    }

    /// What happened.
    ///
    /// Turns are numbered from 1; a turn begins with the user's input or the server's first content
    /// and ends with `turnEnded`.
    package enum Kind: Sendable, Equatable {
        case phase(SessionPhase)
        /// A frame crossed the wire, in either direction.
        case frame(WireFrame)
        /// Text of the user's was accepted. Emitted again, with the same turn, when `delivery`
        /// changes from `.queued` to `.sent` or `.lost`.
        case userText(String, turn: Int, delivery: Delivery)
        /// A piece of the reply's text, to be appended as is.
        case modelText(String, turn: Int, isThought: Bool)
        /// A piece of the reply's sound.
        case modelAudio(AudioPart, turn: Int)
        /// A fragment of what the server heard the user say, to be appended as is.
        case inputTranscript(Transcription, turn: Int)
        /// A fragment of what the model says in its audio, to be appended as is.
        case outputTranscript(Transcription, turn: Int)
        case generationComplete(turn: Int)
        /// The server cut the reply short; drop what has not been played.
        case interrupted(turn: Int)
        case turnEnded(TurnEnd, turn: Int)
        case toolCall([FunctionCall], turn: Int)
        case toolCallCancellation([String])
        /// What has become of a function call.
        case tool(ToolEvent)
        case usage(UsageMetadata, turn: Int)
        /// The server will cut the connection after the given time, when it says so.
        case goAway(timeLeft: Duration?)
        case resumption(SessionResumptionUpdate)
        /// Something happened at the microphone or the loudspeaker.
        case voice(VoiceEvent)
        /// Something happened at the source of pictures.
        case video(VideoEvent)
        /// Something the person should know, in plain words.
        case notice(Notice)
    }

    /// What became of text handed to the session.
    package enum Delivery: Sendable, Equatable {
        /// Handed to the connection.
        case sent
        /// Kept until the session is ready.
        case queued
        /// The session ended before it could be sent, or before a reply to it could begin.
        case lost
    }
}

/// How a turn ended, in the server's own words where it gave any.
package struct TurnEnd: Sendable, Equatable {
    package var wasInterrupted: Bool
    package var reason: String?
    package var interactionStatus: String?
    package var isWaitingForInput: Bool

    package init(
        wasInterrupted: Bool = false,
        reason: String? = nil,
        interactionStatus: String? = nil,
        isWaitingForInput: Bool = false
    ) {
        self.wasInterrupted = wasInterrupted
        self.reason = reason
        self.interactionStatus = interactionStatus
        self.isWaitingForInput = isWaitingForInput
    }
}

/// A piece of PCM audio as it came: signed 16-bit little-endian mono.
package struct AudioPart: Sendable, Equatable {
    package var pcm: [UInt8]
    /// Frames per second; 24,000 unless the server says otherwise.
    package var sampleRate: Int

    package init(pcm: [UInt8], sampleRate: Int) {
        self.pcm = pcm
        self.sampleRate = sampleRate
    }

    /// Playing time of the part.
    package var duration: Duration {
        .seconds(Double(pcm.count / 2) / Double(max(sampleRate, 1)))
    }
}

/// A message for the person in front of the console.
package struct Notice: Sendable, Equatable {
    package enum Level: Sendable, Equatable {
        case info
        case warning
        case error
    }

    package var level: Level
    package var text: String

    package init(_ level: Level, _ text: String) {
        self.level = level
        self.text = text
    }
}
