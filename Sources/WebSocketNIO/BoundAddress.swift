// SPDX-License-Identifier: Apache-2.0

/// Where a listener can be reached, with the port the system chose when 0 was asked for.
package struct BoundAddress: Sendable, Equatable, CustomStringConvertible {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    package var description: String { HostAndPort.joined(host, port) }
}
