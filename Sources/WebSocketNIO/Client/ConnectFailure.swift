// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOPosix

/// Sorts the errors of the layers below by what the user can do about them.
enum ConnectFailure {
    /// Why there is no TCP connection.
    static func opening(
        _ error: any Error,
        _ url: WebSocketURL,
        limit: Duration
    ) -> WebSocketError {
        switch error {
        case let error as WebSocketError:
            return error
        case ChannelError.connectTimeout:
            return .timedOut(host: url.host, port: url.port, after: limit)
        case let error as NIOConnectionError:
            // A name with addresses of one family only has a resolution error for the other.
            if let failure = error.connectionErrors.first {
                return opening(failure.error, url, limit: limit)
            }
            guard let cause = error.dnsAError ?? error.dnsAAAAError else {
                return .connect(host: url.host, port: url.port, reason: "no address answered")
            }
            return .nameResolution(host: url.host, reason: FailureText.describing(cause))
        case is SocketAddressError, is SocketAddressError.UnknownHost:
            return .nameResolution(host: url.host, reason: FailureText.describing(error))
        default:
            let reason = FailureText.describing(error)
            return .connect(host: url.host, port: url.port, reason: reason)
        }
    }

    /// Why an open TCP connection did not become a WebSocket connection.
    static func duringHandshake(_ error: any Error, _ url: WebSocketURL) -> WebSocketError {
        if let error = TLSFailure.error(for: error, host: url.host) { return error }
        switch error {
        case is HTTPParserError:
            return .handshake(host: url.host, reason: "its answer is not HTTP")
        case is NIOHTTPClientUpgradeError:
            return .handshake(host: url.host, reason: "its 101 answer does not fit the request")
        default:
            return .connect(
                host: url.host,
                port: url.port,
                reason: "\(FailureText.describing(error)) before the upgrade was complete"
            )
        }
    }
}
