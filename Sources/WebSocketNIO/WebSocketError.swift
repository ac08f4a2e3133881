// SPDX-License-Identifier: Apache-2.0

/// What went wrong with a connection, or with making one.
///
/// The description says what failed, on what and what to do; it never contains a secret.
package enum WebSocketError: Error, Sendable, Equatable {
    /// The URL cannot be used; the text says which part and why.
    case invalidURL(String)
    /// The host name has no address.
    case nameResolution(host: String, reason: String)
    /// No TCP connection, or it broke before the upgrade was answered.
    case connect(host: String, port: Int, reason: String)
    /// The TLS handshake failed, or a certificate, key or bundle could not be used.
    case tls(String)
    /// The server answered the upgrade with another status than 101. `body` is its first bytes.
    case refused(status: Int, reason: String, body: String)
    /// The server said 101 but is not a WebSocket server.
    case handshake(host: String, reason: String)
    /// Connecting, TLS and upgrade together took longer than allowed.
    case timedOut(host: String, port: Int, after: Duration)
    /// The server could not listen, or stopped listening.
    case bind(host: String, port: Int, reason: String)
    /// The peer broke RFC 6455.
    case protocolViolation(String)
    /// The peer sent more than `WebSocketLimits` allow.
    case tooBig(String)
    /// A ping stayed unanswered for this long.
    case halfOpen(Duration)
    /// The connection ended without a close frame.
    case connectionLost(String)
    /// The connection had been closed before.
    case closed(WebSocketClose)
    /// The calling task was cancelled.
    case cancelled
}

extension WebSocketError: CustomStringConvertible {
    package var description: String { Secrets.masked(in: text) }

    private var text: String {
        switch self {
        case .invalidURL(let reason):
            "The URL cannot be used: \(reason)."
        case .nameResolution(let host, let reason):
            "Cannot find the host \"\(host)\": \(reason). Check the name and the network."
        case .connect(let host, let port, let reason):
            "Cannot connect to \(HostAndPort.joined(host, port)): \(reason)."
        case .tls(let reason):
            "TLS failed: \(reason)."
        case .refused(let status, let reason, let body):
            "The server refused the WebSocket upgrade with \(status)"
                + (reason.isEmpty ? "" : " \(reason)") + (body.isEmpty ? "." : ": \(body)")
        case .handshake(let host, let reason):
            "\"\(host)\" did not complete the WebSocket upgrade: \(reason)."
        case .timedOut(let host, let port, let limit):
            "No WebSocket connection to \(HostAndPort.joined(host, port)) within \(limit)."
        case .bind(let host, let port, let reason):
            "Cannot listen on \(HostAndPort.joined(host, port)): \(reason)."
        case .protocolViolation(let reason):
            "The peer broke the WebSocket protocol: \(reason)."
        case .tooBig(let reason):
            "The peer sent too much: \(reason)."
        case .halfOpen(let silence):
            "The peer is gone: nothing arrived for \(silence) after a ping."
        case .connectionLost(let reason):
            "The connection was lost: \(reason)."
        case .closed(let close):
            "The connection is closed (\(close))."
        case .cancelled:
            "The operation was cancelled."
        }
    }
}
