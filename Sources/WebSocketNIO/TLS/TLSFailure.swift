// SPDX-License-Identifier: Apache-2.0

import NIOSSL

/// Words for what went wrong in a TLS handshake.
enum TLSFailure {
    /// The error for a failed handshake with `host`, or nil when `error` is not about TLS.
    static func error(for error: any Error, host: String) -> WebSocketError? {
        switch error {
        case is NIOSSLExtraError, is NIOSSLError, is BoringSSLError:
            .tls("the handshake with \"\(host)\": \(describing(error))")
        default: nil
        }
    }

    static func describing(_ error: any Error) -> String {
        if let error = error as? NIOSSLExtraError {
            switch error {
            case .failedToValidateHostname: return "its certificate is for another host"
            case .serverHostnameImpossibleToMatch, .invalidSNIHostname:
                return "the host name cannot stand in a certificate"
            default: return "\(error)"
            }
        }
        let text = "\(error)"
        let found = explanations.first { text.contains($0.code) }
        return found?.meaning ?? text
    }

    /// BoringSSL's reason codes that people meet, and what they mean to them.
    private static let explanations: [(code: String, meaning: String)] = [
        ("CERTIFICATE_VERIFY_FAILED", "its certificate is not signed by an authority trusted here"),
        ("WRONG_VERSION_NUMBER", "it does not speak TLS on this port; use ws://"),
        ("HTTP_REQUEST", "it speaks plain HTTP on this port; use ws://"),
        ("noSuchFilesystemObject", "no such file"),
        ("failedToLoadCertificate", "it holds no certificate in PEM form"),
        ("KEY_VALUES_MISMATCH", "the private key does not belong to the certificate"),
        ("EOF during handshake", "it ended the connection; perhaps it does not speak TLS"),
    ]
}
