// SPDX-License-Identifier: Apache-2.0

/// The format and size a JPEG or PNG picture states in its header.
package struct PictureHeader: Sendable, Equatable {
    package enum Format: String, Sendable {
        case jpeg = "JPEG"
        case png = "PNG"
    }

    package var format: Format
    package var width: Int
    package var height: Int

    /// Reads the header; nil when the bytes are neither format or end too early.
    package init?(_ bytes: [UInt8]) {
        let isPNG = bytes.first == Self.signature[0]
        guard let size = isPNG ? Self.png(bytes) : Self.jpeg(bytes), size.width > 0,
            size.height > 0
        else { return nil }
        format = isPNG ? .png : .jpeg
        (width, height) = size
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func png(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 24, bytes.starts(with: signature) else { return nil }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        return (width, height)
    }

    /// Walks the segments to the frame header (SOF0 to SOF15 without DHT, JPG and DAC).
    private static func jpeg(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var index = 2
        while index + 9 <= bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                let height = Int(bytes[index + 5]) << 8 | Int(bytes[index + 6])
                let width = Int(bytes[index + 7]) << 8 | Int(bytes[index + 8])
                return (width, height)
            }
            index += 2 + max(2, Int(bytes[index + 2]) << 8 | Int(bytes[index + 3]))
        }
        return nil
    }
}
