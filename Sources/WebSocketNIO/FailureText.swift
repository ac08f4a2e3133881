// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore

/// Words for the errors of the layers below, which are made for programmers of those layers.
enum FailureText {
    static func describing(_ error: any Error) -> String {
        switch error {
        case let error as IOError: describing(errno: error.errnoCode)
        case ChannelError.inputClosed, ChannelError.eof, ChannelError.ioOnClosedChannel:
            "the peer ended the connection"
        case is SocketAddressError, is SocketAddressError.UnknownHost: "the name does not resolve"
        default: "\(error)"
        }
    }

    private static func describing(errno code: CInt) -> String {
        switch code {
        case ECONNREFUSED: "connection refused; nothing listens there"
        case ECONNRESET, EPIPE: "the peer reset the connection"
        case EADDRINUSE: "the port is in use; choose another, or 0 for any free one"
        case EADDRNOTAVAIL: "the address does not belong to this machine"
        case EACCES: "permission denied; ports below 1024 need privileges"
        case ENETUNREACH: "the network is unreachable"
        case EHOSTUNREACH: "no route to the host"
        case ETIMEDOUT: "the peer did not answer"
        case EMFILE, ENFILE: "too many open files"
        default: String(cString: strerror(code))
        }
    }
}
