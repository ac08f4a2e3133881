// SPDX-License-Identifier: Apache-2.0

/// A piece of a reply as a responder makes it.
package enum ReplyPart: Sendable, Equatable {
    /// Text of any length, to be written or spoken.
    case text(String)
    /// Nothing happens for this long.
    case pause(Duration)
    /// A frame sent as it is, for clients that want to see what they do with garbage.
    case frame([UInt8])
    /// The connection ends like this.
    case close(SessionClose)
}
