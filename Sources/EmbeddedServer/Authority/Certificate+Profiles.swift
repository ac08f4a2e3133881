// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import X509

/// The two kinds of certificate made here, after RFC 5280 sections 4.2 and 6.1; the key identifiers
/// are there because OpenSSL's strict mode, Python's default, wants them.
extension Certificate {
    private static let day: TimeInterval = 86_400
    private static let authorityLife = 5 * 365 * day
    /// Clocks of clients on other machines may be this late.
    private static let clockSkew = day
    static let leafLife = 30 * day

    /// A root that signs leaves and nothing else.
    static func authority(key: P256.Signing.PrivateKey, at now: Date) throws -> Certificate {
        let name = try DistinguishedName {
            OrganizationName("live-console")
            CommonName("live-console local authority")
        }
        let publicKey = PublicKey(key.publicKey)
        return try Certificate(
            version: .v3,
            serialNumber: SerialNumber(),
            publicKey: publicKey,
            notValidBefore: now - clockSkew,
            notValidAfter: now + authorityLife,
            issuer: name,
            subject: name,
            extensions: Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: publicKey)
            },
            issuerPrivateKey: PrivateKey(key)
        )
    }

    /// A server's certificate for `names`.
    static func leaf(
        for names: [GeneralName],
        key: P256.Signing.PublicKey,
        issuer: Certificate,
        issuerKey: P256.Signing.PrivateKey,
        at now: Date
    ) throws -> Certificate {
        let publicKey = PublicKey(key)
        return try Certificate(
            version: .v3,
            serialNumber: SerialNumber(),
            publicKey: publicKey,
            notValidBefore: max(now - clockSkew, issuer.notValidBefore),
            notValidAfter: min(now + leafLife, issuer.notValidAfter),
            issuer: issuer.subject,
            subject: DistinguishedName { CommonName("live-console local server") },
            extensions: Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names)
                SubjectKeyIdentifier(hash: publicKey)
                AuthorityKeyIdentifier(
                    keyIdentifier: SubjectKeyIdentifier(hash: issuer.publicKey).keyIdentifier
                )
            },
            issuerPrivateKey: PrivateKey(issuerKey)
        )
    }
}
