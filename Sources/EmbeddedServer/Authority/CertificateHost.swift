// SPDX-License-Identifier: Apache-2.0

import Glibc
import SwiftASN1
import X509

/// The names that a server's certificate is valid for.
enum CertificateHost {
    private static let local = ["localhost", "127.0.0.1", "::1"]

    /// The loopback names and `hosts`, each once.
    static func names(of hosts: [String]) throws(AuthorityError) -> [GeneralName] {
        var names: [GeneralName] = []
        for host in local + hosts {
            let name = try name(of: host)
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    private static func name(of host: String) throws(AuthorityError) -> GeneralName {
        if let address = address(of: host) {
            return .ipAddress(ASN1OctetString(contentBytes: address[...]))
        }
        let labels = host.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        let isName =
            host.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy(isNameByte)
            }
        guard isName else { throw .invalidHost(host) }
        return .dnsName(host.lowercased())
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The bytes of an IPv4 or IPv6 address in network order.
    private static func address(of host: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, host, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
