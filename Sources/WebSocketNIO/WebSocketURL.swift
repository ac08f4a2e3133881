// SPDX-License-Identifier: Apache-2.0

/// Where to connect: a parsed `ws`, `wss`, `http` or `https` URL.
package struct WebSocketURL: Sendable, Equatable {
    /// Whether TLS is used (`wss`, `https`).
    package var isSecure: Bool
    /// A name or an address; an IPv6 literal stands without its brackets.
    package var host: String
    package var port: Int
    /// The request target, as written: a `//` in it survives, secrets may be part of it.
    package var pathAndQuery: String

    package init(isSecure: Bool, host: String, port: Int, pathAndQuery: String = "/") {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.pathAndQuery = pathAndQuery
    }

    /// Parses an absolute URL; a fragment is dropped, a user name or password is refused.
    ///
    /// - Throws: `.invalidURL`, whose text never quotes the path or the query.
    package init(parsing text: String) throws(WebSocketError) {
        guard let schemeEnd = text.firstRange(of: "://") else {
            throw .invalidURL("it needs a scheme, as in wss://host/path")
        }
        switch text[..<schemeEnd.lowerBound].lowercased() {
        case "ws", "http": isSecure = false
        case "wss", "https": isSecure = true
        default: throw .invalidURL("its scheme must be ws, wss, http or https")
        }
        let rest = text[schemeEnd.upperBound...].prefix { $0 != "#" }
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw .invalidURL("it contains a space or a control character; percent-encode it")
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        (host, port) = try Self.hostAndPort(in: authority, defaultPort: isSecure ? 443 : 80)
        let target = PercentEncoding.encodingNonASCII(rest[authority.endIndex...])
        pathAndQuery = target.hasPrefix("/") ? target : "/" + target
    }

    private static func hostAndPort(
        in authority: Substring,
        defaultPort: Int
    ) throws(WebSocketError) -> (String, Int) {
        guard !authority.contains("@") else {
            throw .invalidURL("a user name or password in it is not supported")
        }
        let host: Substring
        let remainder: Substring
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else {
                throw .invalidURL("the IPv6 address lacks its closing bracket")
            }
            host = authority[authority.index(after: authority.startIndex)..<close]
            remainder = authority[authority.index(after: close)...]
        } else {
            host = authority.prefix { $0 != ":" }
            remainder = authority[host.endIndex...]
        }
        guard !host.isEmpty else { throw .invalidURL("it has no host") }
        guard host.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw .invalidURL("the host name is not ASCII; write its xn-- form")
        }
        if remainder.isEmpty || remainder == ":" { return (host.lowercased(), defaultPort) }
        guard remainder.hasPrefix(":"), let port = Int(remainder.dropFirst()),
            (1...65_535).contains(port)
        else {
            throw .invalidURL("its port must be a number from 1 to 65535")
        }
        return (host.lowercased(), port)
    }

    /// The value of the `Host` header: the port only when it is not the scheme's own.
    var hostHeader: String {
        port == (isSecure ? 443 : 80)
            ? HostAndPort.bracketed(host) : HostAndPort.joined(host, port)
    }
}

extension WebSocketURL: CustomStringConvertible, CustomDebugStringConvertible {
    /// The URL with the values of `key` and `access_token` replaced by `…`.
    package var description: String {
        "\(isSecure ? "wss" : "ws")://\(hostHeader)\(Secrets.masked(in: pathAndQuery))"
    }

    package var debugDescription: String { description }
}
