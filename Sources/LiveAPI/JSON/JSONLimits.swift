// SPDX-License-Identifier: Apache-2.0

/// How much JSON is accepted from a peer.
package struct JSONLimits: Sendable, Equatable {
    /// Deepest nesting of arrays and objects; at most 512, because reading a value recurses.
    package var maxDepth: Int
    /// Largest text; at most 4 GiB - 1, because positions are kept in 32 bits.
    package var maxBytes: Int
    /// Most values, member names included; each costs 16 bytes while a text is read.
    package var maxNodes: Int

    package init(maxDepth: Int = 64, maxBytes: Int = 16 << 20, maxNodes: Int = 250_000) {
        self.maxDepth = min(max(maxDepth, 0), 512)
        self.maxBytes = min(max(maxBytes, 0), Int(UInt32.max))
        self.maxNodes = min(max(maxNodes, 1), Int(UInt32.max))
    }

    package static let `default` = JSONLimits()
}
