// SPDX-License-Identifier: Apache-2.0

/// The two halves of an authority, written so that an IPv6 literal stays readable.
enum HostAndPort {
    static func joined(_ host: String, _ port: Int) -> String {
        "\(bracketed(host)):\(port)"
    }

    static func bracketed(_ host: String) -> String {
        host.contains(":") ? "[\(host)]" : host
    }
}
