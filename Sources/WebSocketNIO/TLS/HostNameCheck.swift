// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOSSL

/// Checks that a certificate names the host that was asked for.
///
/// NIOSSL has verified the chain and that *something* in it fits: the host name, or the address
/// connected to. The address must not be enough when a name was asked for, since whoever forges
/// DNS chooses it, and certificates for addresses are to be had.
enum HostNameCheck {
    /// A client handler that demands a certificate for `host`, a name or an address literal.
    static func clientHandler(
        _ context: NIOSSLContext,
        host: String
    ) throws -> NIOSSLClientHandler {
        // An address must not be sent as a server name; the address connected to is what counts.
        if (try? SocketAddress(ipAddress: host, port: 0)) != nil {
            return try NIOSSLClientHandler(context: context, serverHostname: nil)
        }
        return try NIOSSLClientHandler._makeSSLClientHandler(
            context: context,
            serverHostname: host,
            additionalPeerCertificateVerificationCallback: { certificate, channel in
                channel.eventLoop.makeCompletedFuture {
                    guard names(in: certificate).contains(where: { matches($0, host: host) }) else {
                        throw NIOSSLExtraError.failedToValidateHostname
                    }
                }
            }
        )
    }

    private static func names(in certificate: NIOSSLCertificate) -> [String] {
        certificate._subjectAlternativeNames()
            .filter { $0.nameType == .dnsName }
            .map { String(decoding: $0.contents, as: UTF8.self) }
    }

    /// Compares as RFC 6125, section 6.4 wants; a wildcard stands for the whole leftmost label.
    static func matches(_ name: String, host: String) -> Bool {
        let name = labels(of: name)
        let host = labels(of: host)
        guard name.count == host.count, !host.isEmpty else { return false }
        if name[0] == "*" { return name.count > 2 && name.dropFirst() == host.dropFirst() }
        return name == host
    }

    private static func labels(of name: String) -> [Substring] {
        var name = name.lowercased()[...]
        if name.hasSuffix(".") { name.removeLast() }
        return name.split(separator: ".", omittingEmptySubsequences: false)
    }
}
