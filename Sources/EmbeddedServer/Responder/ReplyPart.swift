// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// A piece of a reply as a responder makes it.
package enum ReplyPart: Sendable, Equatable {
    /// Text of any length, to be written or spoken.
    case text(String)
    /// Words on the way to the answer, for clients that ask for thoughts.
    case thought(String)
    /// Functions the client is to run side by side, in one `toolCall`; the dialogue gives the ids.
    ///
    /// What follows is said while they run, which only functions that do not block allow. The
    /// responses come as a user's turn of function responses, in a request of their own.
    case calls([FunctionCall])
    /// Nothing happens for this long.
    case pause(Duration)
    /// Nothing more happens until the reply is cancelled.
    case stall
    /// A frame sent as it is, for clients that want to see what they do with garbage.
    case frame([UInt8])
    /// From here on sound comes in messages of so many bytes, odd numbers included.
    case audioChunks(bytes: Int)
    /// The reply ends here as if the user had interrupted it.
    case interrupt
    /// `goAway` is sent with this time left, after which the connection ends.
    case goAway(timeLeft: Duration)
    /// The resumption handles of this session are forgotten.
    case loseHandles
    /// The connection ends like this.
    case close(SessionClose)
}
