// SPDX-License-Identifier: Apache-2.0

/// Reads the means of a JPEG's blocks: ITU-T T.81, Huffman coded, baseline or progressive.
struct JPEGDecoder {
    private let bytes: [UInt8]
    private var index = 2
    private var frame: JPEGFrame?
    /// The DC steps of the four quantization tables.
    private var steps = [Int](repeating: 1, count: 4)
    private var direct = [HuffmanTable?](repeating: nil, count: 4)
    private var alternating = [HuffmanTable?](repeating: nil, count: 4)
    private var restartInterval = 0
    /// What Adobe's marker says: 0 leaves three components red, green and blue.
    private var adobeTransform: UInt8?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads up to the end of the picture; what is missing at a cut end stays grey.
    mutating func thumbnail() throws(PictureError) -> Thumbnail {
        var scans = 0
        reading: while let marker = nextMarker() {
            switch marker {
            case 0xD9: break reading
            case 0xD8, 0x01, 0xD0...0xD7: continue
            default: break
            }
            let segment = try nextSegment()
            switch marker {
            case 0xC0, 0xC1, 0xC2:
                guard frame == nil else { throw .malformed("two frames") }
                frame = try JPEGFrame(segment, isProgressive: marker == 0xC2)
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                throw .unsupported("this coding process")
            case 0xC4: try readHuffmanTables(segment)
            case 0xDB: try readQuantization(segment)
            case 0xDD:
                guard segment.count >= 2 else { throw .cutShort }
                restartInterval = segment.prefix(2).reduce(0) { $0 << 8 | Int($1) }
            case 0xEE where segment.count >= 12 && segment.starts(with: Array("Adobe".utf8)):
                adobeTransform = segment[segment.startIndex + 11]
            case 0xDA:
                scans += 1
                // More scans than any encoder writes: each costs as much as the picture is large.
                guard scans <= 64 else { throw .malformed("more than 64 scans") }
                try readScan(segment)
            default: break
            }
        }
        guard let frame, scans > 0 else { throw .cutShort }
        return frame.thumbnail(steps: steps, isRGB: adobeTransform == 0)
    }

    // MARK: - Segments

    /// Steps over entropy coded data, too, to the next marker.
    private mutating func nextMarker() -> UInt8? {
        while index + 1 < bytes.count {
            if bytes[index] == 0xFF, ![0x00, 0xFF].contains(bytes[index + 1]) {
                index += 2
                return bytes[index - 1]
            }
            index += 1
        }
        return nil
    }

    private mutating func nextSegment() throws(PictureError) -> ArraySlice<UInt8> {
        guard index + 2 <= bytes.count else { throw .cutShort }
        let length = Int(bytes[index]) << 8 | Int(bytes[index + 1])
        guard length >= 2 else { throw .malformed("a segment's length") }
        guard index + length <= bytes.count else { throw .cutShort }
        defer { index += length }
        return bytes[(index + 2)..<(index + length)]
    }

    private mutating func readQuantization(_ segment: ArraySlice<UInt8>) throws(PictureError) {
        var rest = segment
        while let head = rest.popFirst() {
            let size = head >> 4 == 0 ? 1 : 2
            guard head & 15 < 4 else { throw .malformed("a quantization table's number") }
            guard rest.count >= 64 * size else { throw .cutShort }
            steps[Int(head & 15)] = rest.prefix(size).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(64 * size)
        }
    }

    private mutating func readHuffmanTables(_ segment: ArraySlice<UInt8>) throws(PictureError) {
        var rest = segment
        while let head = rest.popFirst() {
            guard rest.count >= 16 else { throw .cutShort }
            let counts = rest.prefix(16).map(Int.init)
            let total = counts.reduce(0, +)
            rest = rest.dropFirst(16)
            guard rest.count >= total else { throw .cutShort }
            let table = try HuffmanTable(counts: counts, values: Array(rest.prefix(total)))
            rest = rest.dropFirst(total)
            guard head & 15 < 4 else { throw .malformed("a Huffman table's number") }
            if head >> 4 == 0 {
                direct[Int(head & 15)] = table
            } else {
                alternating[Int(head & 15)] = table
            }
        }
    }

    // MARK: - Scans

    private mutating func readScan(_ segment: ArraySlice<UInt8>) throws(PictureError) {
        guard var frame else { throw .malformed("a scan before the frame") }
        let header = Array(segment)
        let count = Int(header.first ?? 0)
        guard (1...4).contains(count), header.count >= 4 + 2 * count else { throw .cutShort }
        // Only the first coefficient is wanted: other scans are stepped over by `nextMarker`.
        guard header[1 + 2 * count] == 0 else { return }
        var parts: [JPEGScan.Part] = []
        for number in 0..<count {
            let id = header[1 + 2 * number]
            let tables = header[2 + 2 * number]
            guard let component = frame.components.firstIndex(where: { $0.id == id }),
                tables >> 4 < 4, tables & 15 < 4
            else { throw .malformed("a scan's component") }
            parts.append(
                JPEGScan.Part(
                    component: component,
                    direct: direct[Int(tables >> 4)],
                    alternating: alternating[Int(tables & 15)]
                )
            )
        }
        let approximation = header[3 + 2 * count]
        var scan = JPEGScan(
            parts: parts,
            isProgressive: frame.isProgressive,
            refines: approximation >> 4 > 0,
            shift: Int(approximation & 15),
            restartInterval: restartInterval,
            bits: JPEGBits(bytes, at: index)
        )
        do {
            try scan.read(into: &frame)
        } catch PictureError.cutShort {
            // A picture cut in transit is shown as far as it came.
        }
        index = scan.bits.index
        self.frame = frame
    }
}
