// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import NIOSSL

/// Builds NIOSSL's contexts; off the cooperative pool, since reading the roots takes milliseconds.
enum TLSContext {
    static func client(
        _ trust: TLSTrust,
        shutdownTimeout: Duration
    ) async throws(WebSocketError) -> NIOSSLContext {
        let source: String
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.shutdownTimeout = TimeAmount(shutdownTimeout)
        switch trust {
        case .system:
            source = "the system's root certificates"
        case .bundle(let path):
            source = "the certificate bundle \"\(path)\""
            configuration.trustRoots = .file(path)
        }
        return try await make(configuration, from: source)
    }

    static func server(
        _ identity: TLSIdentity,
        shutdownTimeout: Duration
    ) async throws(WebSocketError) -> NIOSSLContext {
        let chain: [NIOSSLCertificateSource]
        let key: NIOSSLPrivateKey
        do {
            chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificateChainPEM.utf8))
                .map { .certificate($0) }
        } catch {
            throw .tls("the server's certificate chain is not PEM")
        }
        do {
            key = try NIOSSLPrivateKey(bytes: Array(identity.privateKeyPEM.utf8), format: .pem)
        } catch {
            throw .tls("the server's private key is not PEM")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain,
            privateKey: .privateKey(key)
        )
        configuration.shutdownTimeout = TimeAmount(shutdownTimeout)
        return try await make(configuration, from: "the server's certificate and key")
    }

    private static func make(
        _ configuration: TLSConfiguration,
        from source: String
    ) async throws(WebSocketError) -> NIOSSLContext {
        do {
            return try await NIOThreadPool.singleton.runIfActive {
                try NIOSSLContext(configuration: configuration)
            }
        } catch {
            throw .tls("cannot use \(source): \(TLSFailure.describing(error))")
        }
    }
}
