// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing
import WebSocketNIO

/// Requests that are no upgrades, over a socket of their own.
enum PlainHTTP {
    /// Posts a body; gives the whole response as text.
    static func post(
        _ body: String,
        to target: String,
        at bound: BoundAddress
    ) async throws -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(bound.port).bigEndian)
        address.sin_addr.s_addr = inet_addr(bound.host)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0)
        let request = Array(
            """
            POST \(target) HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """.utf8
        )
        try #require(send(descriptor, request, request.count, 0) == request.count)
        return String(decoding: try await everything(from: descriptor), as: UTF8.self)
    }

    private static func everything(from descriptor: Int32) async throws -> [UInt8] {
        var response: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count == 0 { return response }
            if count > 0 { response += buffer[..<count] }
            // The server needs this thread as well.
            if count < 0 {
                try #require(errno == EAGAIN)
                await Task.yield()
            }
        }
    }
}
