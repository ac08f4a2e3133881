// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import WebSocketNIO

@Suite(.timeLimit(.minutes(1)))
struct TLSTests {
    /// Runs `body` with the path of a bundle that holds the test certificate alone.
    private func withBundle<R>(_ body: (TLSTrust) async throws -> R) async throws -> R {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("websocket-tests-\(UUID().uuidString).pem")
        try Data(LoopbackIdentity.certificate.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await body(.bundle(file.path))
    }

    private func failure(host: String, trust: TLSTrust) async throws -> String {
        try await Loopback.serving(Loopback.listener(tls: LoopbackIdentity.identity)) { address in
            let error = await #expect(throws: WebSocketError.self) {
                try await Loopback.connected(
                    to: BoundAddress(host: host, port: address.port),
                    isSecure: true,
                    trust: trust
                ) { _ in }
            }
            return error.map { "\($0)" } ?? ""
        }
    }

    @Test
    func certificateForAnAddressIsAcceptedAndMessagesFlow() async throws {
        let big = WebSocketMessage.binary([UInt8](repeating: 3, count: 1 << 20))
        let (echo, close) = try await withBundle { trust in
            try await Loopback.serving(
                Loopback.listener(tls: LoopbackIdentity.identity)
            ) { address in
                try await Loopback.connected(to: address, isSecure: true, trust: trust) {
                    connection in
                    try await connection.send(big)
                    let echo = await connection.receive()
                    await connection.close(.normal)
                    return (echo, connection.close)
                }
            }
        }
        #expect(echo == big)
        #expect(close == WebSocketClose(code: .normal, initiator: .local))
    }

    @Test
    func wrongHostSaysSo() async throws {
        let text = try await withBundle { try await failure(host: "localhost", trust: $0) }
        #expect(text.contains("\"localhost\": its certificate is for another host"))
    }

    @Test
    func unknownAuthoritySaysSo() async throws {
        let text = try await failure(host: "127.0.0.1", trust: .system)
        #expect(text.contains("not signed by an authority trusted here"))
    }

    @Test
    func missingBundleNamesItsPath() async throws {
        let text = try await failure(host: "127.0.0.1", trust: .bundle("/no/such/bundle.pem"))
        #expect(text.contains("/no/such/bundle.pem"))
    }

    @Test
    func plainServerSaysSo() async throws {
        let error = try await Loopback.serving { address in
            await #expect(throws: WebSocketError.self) {
                try await Loopback.connected(to: address, isSecure: true) { _ in }
            }
        }
        #expect(error.map { "\($0)" }?.contains("use ws://") == true)
    }

    @Test
    func faultClosesWithItsCodeOverTLSToo() async throws {
        let listener = Loopback.listener(
            tls: LoopbackIdentity.identity,
            limits: WebSocketLimits(maxMessageBytes: 1000)
        )
        let code = try await withBundle { trust in
            try await Loopback.serving(listener) { address in
                try await Loopback.connected(to: address, isSecure: true, trust: trust) {
                    connection in
                    try await connection.send(.binary([UInt8](repeating: 0, count: 1 << 20)))
                    #expect(await connection.receive() == nil)
                    return connection.close?.code
                }
            }
        }
        #expect(code == .tooBig)
    }
}
