// SPDX-License-Identifier: Apache-2.0

/// What is kept of a frame's payload: all of it, or all but the middles of its base64.
package struct FramePayload: Sendable, Equatable {
    /// A place where bytes are missing.
    package struct Cut: Sendable, Equatable {
        /// The index in ``FramePayload/bytes`` before which they stood.
        package var index: Int
        package var count: Int
        /// Which of the payload's JSON strings they are missing from, keys counted too, from 0.
        package var string: Int
    }

    /// The bytes that are kept.
    package let bytes: [UInt8]
    /// In the order of their places.
    package let cuts: [Cut]

    /// Keeps the whole payload.
    package init(whole payload: [UInt8]) {
        bytes = payload
        cuts = []
    }

    /// Keeps a JSON text but for the middles of long base64 strings.
    package init(shortening payload: [UInt8]) {
        (bytes, cuts) = payload.withUnsafeBytes { Self.shortened($0) }
    }

    /// The bytes that crossed the wire; nil when some are missing.
    package var whole: [UInt8]? { cuts.isEmpty ? bytes : nil }

    /// How many bytes are missing.
    package var missing: Int { cuts.reduce(0) { $0 + $1.count } }

    /// Strings up to this length stay whole.
    static let keptString = 512
    /// What stays of a longer one: enough to tell its format, and the padding.
    private static let keptHead = 48
    private static let keptTail = 4

    private static func shortened(_ payload: UnsafeRawBufferPointer) -> ([UInt8], [Cut]) {
        var (bytes, cuts, string) = ([UInt8](), [Cut](), 0)
        var (kept, position) = (0, 0)
        while let quote = payload[position...].firstIndex(of: UInt8(ascii: "\"")) {
            let start = quote + 1
            guard let end = end(ofString: payload, from: start) else { break }
            if end - start > keptString, isBase64(payload[start..<end]) {
                bytes.append(contentsOf: payload[kept..<start + keptHead])
                kept = end - keptTail
                cuts.append(
                    Cut(index: bytes.count, count: kept - start - keptHead, string: string)
                )
            }
            string += 1
            position = end + 1
        }
        bytes.append(contentsOf: payload[kept...])
        return (bytes, cuts)
    }

    /// The closing quote of a string that begins at `start`.
    private static func end(ofString payload: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var position = start
        while position < payload.count {
            switch payload[position] {
            case UInt8(ascii: "\""): return position
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        return nil
    }

    private static func isBase64(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
        text.allSatisfy { Base64Text.isDigit($0) }
    }
}
