// SPDX-License-Identifier: Apache-2.0

import Foundation
import SwiftASN1
import Testing
import WebSocketNIO
@_spi(FixedExpiryValidationTime) import X509

@testable import EmbeddedServer

@Suite final class AuthorityTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        .path()
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func open(at date: Date? = nil) throws -> LocalAuthority {
        try LocalAuthority.open(in: folder, at: date ?? now)
    }

    private func mode(_ name: String = "") throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
        return attributes[.posixPermissions] as? Int
    }

    /// Whether a client that trusts only the bundle accepts the identity for `host`.
    private func accepts(
        _ identity: TLSIdentity,
        bundle: String,
        host: String,
        at date: Date
    ) async throws -> Bool {
        let roots = try PEMDocument.parseMultiple(pemString: bundle).map(
            Certificate.init(pemDocument:)
        )
        let chain = try PEMDocument.parseMultiple(pemString: identity.certificateChainPEM)
            .map(Certificate.init(pemDocument:))
        let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
        var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
            RFC5280Policy(fixedExpiryValidationTime: date)
            ServerIdentityPolicy(
                serverHostname: isAddress ? nil : host,
                serverIP: isAddress ? host : nil
            )
        }
        let result = await verifier.validate(
            leaf: try #require(chain.first),
            intermediates: CertificateStore(chain.dropFirst())
        )
        guard case .validCertificate = result else { return false }
        return true
    }

    @Test func clientsThatTrustTheBundleAcceptTheServer() async throws {
        let authority = try open()
        let bundle = try String(
            contentsOfFile: authority.writeBundle(systemRoots: []),
            encoding: .utf8
        )
        let identity = try authority.issueIdentity(for: ["Studio.local", "10.0.0.7"], at: now)
        for host in ["localhost", "127.0.0.1", "::1", "studio.local", "10.0.0.7"] {
            #expect(try await accepts(identity, bundle: bundle, host: host, at: now), "\(host)")
        }
        #expect(try await !accepts(identity, bundle: bundle, host: "example.com", at: now))
        #expect(try await !accepts(identity, bundle: bundle, host: "10.0.0.8", at: now))
        let later = now + 31 * 86_400
        #expect(try await !accepts(identity, bundle: bundle, host: "localhost", at: later))
    }

    @Test func filesAreClosedToOthers() throws {
        let authority = try open()
        _ = try authority.writeBundle(systemRoots: [])
        #expect(try mode() == 0o700)
        #expect(try mode("authority.pem") == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                == ["authority.pem", "bundle.pem"]
        )
    }

    @Test func openingAgainLoadsTheSameAuthority() async throws {
        let first = try open()
        #expect(first.origin == .created)
        let bundle = try String(contentsOfFile: first.writeBundle(systemRoots: []), encoding: .utf8)
        let second = try open(at: now + 86_400)
        #expect(second.origin == .loaded)
        let identity = try second.issueIdentity(at: now + 86_400)
        #expect(try await accepts(identity, bundle: bundle, host: "::1", at: now + 86_400))
    }

    @Test func anUnusableAuthorityIsRenewedAndSaysWhy() throws {
        let created = try open()
        let path = "\(folder)/authority.pem"
        #expect(
            try open(at: created.notValidAfter - 86_400).origin
                == .renewed(reason: "it had expired or was about to")
        )
        #expect(
            try open().origin
                == .renewed(reason: "it was not valid yet; the clock may have been wrong")
        )

        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(try open().origin == .renewed(reason: "its key was readable by others"))

        for damage in [
            "", "rubbish", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        ] {
            try Data(damage.utf8).write(to: URL(filePath: path))
            #expect(try open().origin == .renewed(reason: "its file was damaged"))
            #expect(try open().origin == .loaded)
        }
    }

    @Test func aKeyThatIsNotTheCertificatesIsDamage() throws {
        _ = try open()
        let path = "\(folder)/authority.pem"
        let old = try String(contentsOfFile: path, encoding: .utf8)
        try FileManager.default.removeItem(atPath: path)
        _ = try open()
        let new = try String(contentsOfFile: path, encoding: .utf8)
        let marker = "-----BEGIN CERTIFICATE-----"
        let parts = (old.components(separatedBy: marker), new.components(separatedBy: marker))
        try Data((parts.0[0] + marker + parts.1[1]).utf8).write(to: URL(filePath: path))
        #expect(try open().origin == .renewed(reason: "its file was damaged"))
    }

    @Test func theBundleStartsWithTheSystemsRoots() throws {
        let roots = "\(folder)-roots.pem"
        try Data("# roots\n".utf8).write(to: URL(filePath: roots))
        defer { try? FileManager.default.removeItem(atPath: roots) }
        let path = try open().writeBundle(systemRoots: ["/nonexistent", roots])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("# roots\n"))
        #expect(text.contains("-----BEGIN CERTIFICATE-----"))
        #expect(!text.contains("PRIVATE"))
    }

    @Test(arguments: [
        "", "a b", "host:80", "[::1]", "-a", "é.example", String(repeating: "a", count: 64),
    ])
    func otherTextIsNoHost(host: String) throws {
        let authority = try open()
        #expect(throws: AuthorityError.invalidHost(host)) {
            try authority.issueIdentity(for: [host], at: now)
        }
    }

    @Test func aDirectoryThatCannotBeMadeIsAnErrorWithItsPath() {
        let error = #expect(throws: AuthorityError.self) {
            try LocalAuthority.open(in: "/proc/nothing/here", at: now)
        }
        #expect(error?.description.contains("/proc/nothing/here") == true)
    }

    @Test func processesThatOpenAtOnceShareOneAuthority() async throws {
        let origins = try await withThrowingTaskGroup(of: LocalAuthority.Origin.self) { group in
            for _ in 0..<8 {
                group.addTask { [folder, now] in try LocalAuthority.open(in: folder, at: now).origin
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(origins.filter { $0 == .created }.count == 1)
        #expect(origins.filter { $0 == .loaded }.count == 7)
    }
}
