// SPDX-License-Identifier: Apache-2.0

import LiveNIOTransport
import Testing
import WebSocketNIO

@Suite struct LiveEndpointTests {
    private let path = "/ws/google.ai.generativelanguage.v1beta.GenerativeService"

    @Test func aBaseURLGetsTheLiveMethod() throws {
        let endpoint = try LiveEndpoint(
            baseURL: LiveEndpoint.geminiBaseURL,
            credential: .apiKey("secret-key")
        )
        #expect(endpoint.url.isSecure)
        #expect(endpoint.url.pathAndQuery == "\(path).BidiGenerateContent")
    }

    @Test(arguments: ["http://h:1/some/prefix", "http://h:1/some/prefix/"])
    func aPathInTheBaseIsKeptAsPrefix(base: String) throws {
        let endpoint = try LiveEndpoint(baseURL: base, version: "v1", credential: .none)
        #expect(
            endpoint.url.pathAndQuery
                == "/some/prefix/ws/google.ai.generativelanguage.v1.GenerativeService"
                + ".BidiGenerateContent"
        )
    }

    @Test func anEphemeralTokenSelectsTheConstrainedMethod() throws {
        let endpoint = try LiveEndpoint(
            baseURL: "https://h",
            credential: LiveEndpoint.Credential("auth_tokens/abcdef")
        )
        #expect(endpoint.url.pathAndQuery == "\(path).BidiGenerateContentConstrained")
    }

    @Test func aFullMethodURLIsUsedAsItIs() throws {
        let endpoint = try LiveEndpoint(
            baseURL: "ws://127.0.0.1:9\(path).BidiGenerateContent",
            credential: .none
        )
        #expect(endpoint.url.pathAndQuery == "\(path).BidiGenerateContent")
    }

    @Test func printingShowsNoCredential() throws {
        let key = try LiveEndpoint(baseURL: "https://h", credential: .apiKey("secret-key"))
        let token = try LiveEndpoint(
            baseURL: "https://h",
            credential: .ephemeralToken("auth_tokens/secret-token")
        )
        #expect(!"\(key)".contains("secret"))
        #expect(!"\(token)".contains("secret"))
    }

    @Test func onlyAPlainRemoteConnectionExposesItsKey() throws {
        let key = LiveEndpoint.Credential("secret-key")
        #expect(try LiveEndpoint(baseURL: "ws://example.org", credential: key).exposesCredential)
        #expect(try !LiveEndpoint(baseURL: "ws://127.0.0.1", credential: key).exposesCredential)
        #expect(try !LiveEndpoint(baseURL: "wss://example.org", credential: key).exposesCredential)
    }

    @Test(arguments: ["127.example.org", "127.0.0.1.example.org", "127.1", "localhost.example.org"])
    func aNameThatOnlyLooksLocalExposesTheKey(host: String) throws {
        let key = LiveEndpoint.Credential("secret-key")
        #expect(try LiveEndpoint(baseURL: "ws://\(host)", credential: key).exposesCredential)
    }

    @Test(arguments: ["127.0.0.1", "127.8.9.250", "[::1]", "localhost"])
    func thisMachineKeepsTheKey(host: String) throws {
        let key = LiveEndpoint.Credential("secret-key")
        #expect(try !LiveEndpoint(baseURL: "ws://\(host)", credential: key).exposesCredential)
    }

    @Test func whatIsNoURLIsRefused() {
        #expect(throws: WebSocketError.self) {
            try LiveEndpoint(baseURL: "ftp://example.org", credential: .none)
        }
    }
}
