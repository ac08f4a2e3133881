// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

extension RawPeer {
    /// Takes a client's request and agrees to it, as RFC 6455 has it in section 4.2.2.
    ///
    /// - Returns: The head of the request; empty when the client went away first.
    @discardableResult
    package mutating func acceptUpgrade() async throws -> String {
        let head = await readHead()
        let name = "sec-websocket-key:"
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name) }
        let key = line?.dropFirst(name.count).trimmingCharacters(in: .whitespaces) ?? ""
        let digest = Insecure.SHA1.hash(
            data: Data((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        )
        try await write(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: \(Data(digest).base64EncodedString())\r\n\r\n"
        )
        return head
    }

    /// Takes one whole frame of a client's and returns its payload; nil at the end.
    package mutating func readMaskedFrame() async -> [UInt8]? {
        let start = await read(2)
        guard start.count == 2 else { return nil }
        var count = Int(start[1] & 0x7F)
        if count > 125 {
            let length = await read(count == 126 ? 2 : 8)
            count = length.reduce(0) { $0 << 8 | Int($1) }
        }
        let key = await read(4)
        let payload = await read(count)
        guard key.count == 4, payload.count == count else { return nil }
        return payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
    }
}
