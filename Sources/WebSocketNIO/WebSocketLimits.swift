// SPDX-License-Identifier: Apache-2.0

/// What one connection may cost; a peer that exceeds a size is closed with 1009.
package struct WebSocketLimits: Sendable, Equatable {
    /// Largest payload of a single frame, in bytes; at most `UInt32.max`.
    package var maxFrameBytes: Int
    /// Largest message after reassembly, in bytes.
    package var maxMessageBytes: Int
    /// Most frames one message may be split into.
    package var maxFragments: Int
    /// How long the closing handshake may take before the connection is dropped.
    package var closeTimeout: Duration

    package init(
        maxFrameBytes: Int = 16 << 20,
        maxMessageBytes: Int = 16 << 20,
        maxFragments: Int = 1024,
        closeTimeout: Duration = .seconds(5)
    ) {
        self.maxFrameBytes = maxFrameBytes
        self.maxMessageBytes = maxMessageBytes
        self.maxFragments = maxFragments
        self.closeTimeout = closeTimeout
    }
}
