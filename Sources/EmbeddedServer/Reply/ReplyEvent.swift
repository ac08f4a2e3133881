// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// A piece of a reply at the moment it is to be sent.
package enum ReplyEvent: Sendable, Equatable {
    case text(String)
    /// Whole frames of s16le mono PCM at 24 kHz.
    case audio([UInt8])
    /// Words of the audio just sent; they concatenate to the text that is spoken.
    case transcript(String)
    /// Functions the client is to run; without ids.
    case calls([FunctionCall])
    /// What the model thinks on the way to its answer.
    case thought(String)
    case raw([UInt8])
    /// The connection is announced to end after this time, and ends then.
    case goAway(timeLeft: Duration)
    case close(SessionClose)
    /// The session's resumption handles are to be worth nothing.
    case handlesLost
    /// The reply ends as if the user had interrupted it; nothing more follows.
    case interrupted
    /// Nothing more follows.
    case finished
}

/// The one format the Live API speaks in.
package enum PCMOut {
    package static let bytesPerSecond = 48_000
    /// A tenth of a second to a message: 6,400 base64 characters.
    package static let chunkBytes = 4_800

    /// Playing time of so many bytes.
    package static func duration(bytes: Int) -> Duration {
        .seconds(bytes) / bytesPerSecond
    }
}
