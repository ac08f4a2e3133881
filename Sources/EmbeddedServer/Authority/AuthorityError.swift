// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Why the local certificate authority cannot be used.
package enum AuthorityError: Error, Equatable, CustomStringConvertible {
    /// A call on a file or directory failed; the number is its errno.
    case file(path: String, operation: String, code: Int32)
    /// A file that should be small text is not.
    case unreadable(path: String)
    /// A host to issue a certificate for is neither a DNS name nor an IP address.
    case invalidHost(String)
    /// The certificate library refused to make a certificate.
    case signing(reason: String)

    package var description: String {
        switch self {
        case .file(let path, let operation, let code):
            "Cannot \(operation) \"\(path)\": \(String(cString: strerror(code)).lowercased())."
        case .unreadable(let path):
            "Cannot use \"\(path)\": it is too large or not text. Delete it to get a new one."
        case .invalidHost(let host):
            "Cannot issue a certificate for \(host.debugDescription): expected a host name or an IP "
                + "address without port."
        case .signing(let reason): "Cannot make a certificate: \(reason)."
        }
    }
}
