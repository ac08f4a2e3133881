// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import WebSocketNIO

struct WebSocketURLTests {
    @Test(arguments: [
        ("ws://h", false, "h", 80, "/"),
        ("WSS://Example.COM/a//b?x=1", true, "example.com", 443, "/a//b?x=1"),
        ("http://h:8080/p", false, "h", 8080, "/p"),
        ("https://[::1]:9/p#frag", true, "::1", 9, "/p"),
        ("ws://h?key=a", false, "h", 80, "/?key=a"),
        ("ws://h/ü", false, "h", 80, "/%C3%BC"),
    ])
    func parses(text: String, secure: Bool, host: String, port: Int, target: String) throws {
        let url = try WebSocketURL(parsing: text)
        #expect(
            url
                == WebSocketURL(isSecure: secure, host: host, port: port, pathAndQuery: target)
        )
    }

    @Test(arguments: [
        "h/p", "ftp://h", "ws://", "ws://:80", "ws://h:0", "ws://h:65536", "ws://h:x",
        "ws://[::1", "ws://user:pw@h", "ws://h/a b", "ws://h/\r\nX: y", "ws://[::1]x",
    ])
    func refuses(text: String) {
        #expect(throws: WebSocketError.self) { try WebSocketURL(parsing: text) }
    }

    @Test
    func descriptionHidesKeys() throws {
        let url = try WebSocketURL(parsing: "wss://h/ws?key=SECRET&alt=ws&access_token=auth%2FX")
        #expect("\(url)" == "wss://h/ws?key=…&alt=ws&access_token=…")
        #expect(!String(reflecting: url).contains("SECRET"))
    }

    @Test
    func errorTextsHideKeysThatServersQuote() {
        let error = WebSocketError.refused(
            status: 404,
            reason: "Not Found",
            body: "no route for /ws?Key=SECRET\""
        )
        #expect(!"\(error)".contains("SECRET"))
        #expect("\(error)".contains("404 Not Found"))
        let closed = WebSocketError.closed(
            WebSocketClose(code: .policyViolation, reason: "bad key=SECRET", initiator: .remote)
        )
        #expect(!"\(closed)".contains("SECRET"))
    }

    @Test
    func hostHeaderBracketsIPv6AndDropsTheDefaultPort() throws {
        #expect(try WebSocketURL(parsing: "ws://[::1]:81/").hostHeader == "[::1]:81")
        #expect(try WebSocketURL(parsing: "wss://h:443/").hostHeader == "h")
    }
}
