// SPDX-License-Identifier: Apache-2.0

/// The answer to a plain HTTP request; the connection closes after it.
package struct HTTPReply: Sendable, Equatable {
    package var status: Int
    /// The reason phrase; empty for the status's own.
    package var reason: String
    package var contentType: String
    package var body: [UInt8]

    package init(
        status: Int,
        reason: String = "",
        contentType: String = "text/plain; charset=utf-8",
        body: [UInt8] = []
    ) {
        self.status = status
        self.reason = reason
        self.contentType = contentType
        self.body = body
    }
}
