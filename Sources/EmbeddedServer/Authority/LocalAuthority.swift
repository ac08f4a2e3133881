// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Foundation
import SwiftASN1
package import WebSocketNIO
import X509

/// A certificate authority of this machine's own, so that clients can verify a local `wss` server.
///
/// It lives in a directory with mode 0700: `authority.pem` (mode 0600) holds the key and its
/// certificate, `bundle.pem` what clients name in SSL_CERT_FILE. Every call takes the present time.
package struct LocalAuthority: Sendable {
    /// How the authority came to be what it is.
    package enum Origin: Sendable, Equatable {
        case loaded
        case created
        /// A new one took the place of one that could not be used; programs that trusted the old
        /// bundle must be started again.
        case renewed(reason: String)
    }

    package let origin: Origin
    private let directory: AuthorityDirectory
    private let certificate: Certificate
    private let key: P256.Signing.PrivateKey

    /// The end of the authority's own certificate, five years after its creation.
    package var notValidAfter: Date { certificate.notValidAfter }

    // MARK: - Opening

    /// Loads the authority of a directory, or creates it and the directory; blocks on the disk.
    ///
    /// One that is damaged, about to expire, or readable by others is renewed. Processes that open
    /// the same directory at once get the same authority.
    package static func open(
        in directory: String,
        at now: Date
    ) throws(AuthorityError) -> LocalAuthority {
        let directory = AuthorityDirectory(path: directory)
        let lock = try directory.lock()
        defer { lock.release() }
        guard let file = try directory.read(authorityFile, limit: 1 << 16) else {
            return try create(in: directory, at: now, origin: .created)
        }
        do {
            return try load(file, in: directory, at: now)
        } catch {
            return try create(in: directory, at: now, origin: .renewed(reason: error.reason))
        }
    }

    private static let authorityFile = "authority.pem"
    private static let bundleFile = "bundle.pem"

    private static func create(
        in directory: AuthorityDirectory,
        at now: Date,
        origin: Origin
    ) throws(AuthorityError) -> LocalAuthority {
        let key = P256.Signing.PrivateKey()
        let certificate: Certificate
        let pem: String
        do {
            certificate = try Certificate.authority(key: key, at: now)
            pem = try certificate.serializeAsPEM().pemString
        } catch {
            throw .signing(reason: "\(error)")
        }
        try directory.write(
            key.pemRepresentation + "\n" + pem + "\n",
            to: authorityFile,
            mode: 0o600
        )
        return LocalAuthority(
            origin: origin,
            directory: directory,
            certificate: certificate,
            key: key
        )
    }

    private struct Unusable: Error {
        let reason: String
    }

    private static func load(
        _ file: AuthorityDirectory.File,
        in directory: AuthorityDirectory,
        at now: Date
    ) throws(Unusable) -> LocalAuthority {
        guard file.mode & 0o077 == 0 else {
            throw Unusable(reason: "its key was readable by others")
        }
        guard let documents = try? PEMDocument.parseMultiple(pemString: file.text),
            documents.count == 2,
            let key = try? P256.Signing.PrivateKey(pemRepresentation: documents[0].pemString),
            let certificate = try? Certificate(pemDocument: documents[1]),
            certificate.publicKey == Certificate.PublicKey(key.publicKey)
        else { throw Unusable(reason: "its file was damaged") }
        guard certificate.notValidBefore <= now else {
            throw Unusable(reason: "it was not valid yet; the clock may have been wrong")
        }
        guard certificate.notValidAfter >= now + Certificate.leafLife else {
            throw Unusable(reason: "it had expired or was about to")
        }
        return LocalAuthority(
            origin: .loaded,
            directory: directory,
            certificate: certificate,
            key: key
        )
    }

    // MARK: - Use

    /// Issues an identity for `localhost`, `127.0.0.1`, `::1` and further hosts, valid for 30 days.
    ///
    /// Hosts are DNS names or IP addresses, without port or brackets.
    package func issueIdentity(
        for hosts: [String] = [],
        at now: Date
    ) throws(AuthorityError) -> TLSIdentity {
        let names = try CertificateHost.names(of: hosts)
        let leafKey = P256.Signing.PrivateKey()
        do {
            let leaf = try Certificate.leaf(
                for: names,
                key: leafKey.publicKey,
                issuer: certificate,
                issuerKey: key,
                at: now
            )
            let chain = try [leaf, certificate].map { try $0.serializeAsPEM().pemString + "\n" }
            return TLSIdentity(
                certificateChainPEM: chain.joined(),
                privateKeyPEM: leafKey.pemRepresentation + "\n"
            )
        } catch {
            throw .signing(reason: "\(error)")
        }
    }

    /// Where distributions keep the roots they trust; the first that exists is used.
    package static let systemRoots = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    ]

    /// Writes the system's roots and this authority into one file, for SSL_CERT_FILE, and returns
    /// its path.
    package func writeBundle(
        systemRoots: [String] = Self.systemRoots
    ) throws(AuthorityError) -> String {
        let pem: String
        do {
            pem = try certificate.serializeAsPEM().pemString
        } catch {
            throw .signing(reason: "\(error)")
        }
        let roots = systemRoots.lazy.compactMap(AuthorityDirectory.systemFile).first ?? ""
        return try directory.write(roots + "\n" + pem + "\n", to: Self.bundleFile, mode: 0o644)
    }
}
