// SPDX-License-Identifier: Apache-2.0

/// A picture at about an eighth of its size: enough for a preview in cells and for its colours.
///
/// Of a JPEG only the mean of each 8x8 block is decoded, which costs a small part of decoding it
/// whole; a PNG is averaged down to the same size.
package struct Thumbnail: Sendable, Equatable {
    package let width: Int
    package let height: Int
    /// Row by row from the top, each from the left.
    package let pixels: [Pixel]

    /// The most pixels a picture may have; a peer decides what is sent.
    package static let maximumPixels = 1 << 25

    init(width: Int, height: Int, pixels: [Pixel]) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Decodes a JPEG (baseline or progressive, Huffman coded, grey or colour) or a PNG that is not
    /// interlaced.
    package init(decoding bytes: [UInt8]) throws(PictureError) {
        guard let header = PictureHeader(bytes) else { throw .unknownFormat }
        guard header.width <= Self.maximumPixels, header.height <= Self.maximumPixels,
            header.width * header.height <= Self.maximumPixels
        else { throw .unsupported("\(header.width)x\(header.height) pixels") }
        switch header.format {
        case .jpeg:
            var decoder = JPEGDecoder(bytes)
            self = try decoder.thumbnail()
        case .png:
            self = try PNGDecoder.thumbnail(of: bytes)
        }
    }

    /// The mean colour of the whole picture.
    package var mean: Pixel {
        average(0..<width, 0..<height)
    }

    /// The mean difference of brightness to another thumbnail, 0 to 1; nil for another size.
    package func change(from other: Thumbnail) -> Double? {
        guard width == other.width, height == other.height, !pixels.isEmpty else { return nil }
        let sum = zip(pixels, other.pixels).reduce(0) {
            $0 + abs($1.0.brightness - $1.1.brightness)
        }
        return Double(sum) / Double(pixels.count * 255)
    }

    /// The picture with at most `side` pixels in either direction; a smaller one as it is.
    package func fitted(within side: Int) -> Thumbnail {
        let longer = max(width, height)
        guard longer > side else { return self }
        return scaled(
            width: max(width * side / longer, 1),
            height: max(height * side / longer, 1)
        )
    }

    /// The picture at another size, each pixel the mean of those it covers, or the nearest one.
    ///
    /// - Parameters:
    ///   - columns: At least 1.
    ///   - rows: At least 1.
    ///   - wanted: Of those rows, the ones to make; nil for all.
    /// - Returns: The wanted rows of `columns` pixels, row by row.
    package func scaled(
        width columns: Int,
        height rows: Int,
        rows wanted: Range<Int>? = nil
    ) -> Thumbnail {
        let wanted = wanted ?? 0..<rows
        func covered(_ index: Int, of count: Int, in length: Int) -> Range<Int> {
            let start = min(index * length / count, length - 1)
            return start..<max((index + 1) * length / count, start + 1)
        }
        var scaled: [Pixel] = []
        scaled.reserveCapacity(columns * wanted.count)
        for y in wanted {
            for x in 0..<columns {
                scaled.append(
                    average(covered(x, of: columns, in: width), covered(y, of: rows, in: height))
                )
            }
        }
        return Thumbnail(width: columns, height: wanted.count, pixels: scaled)
    }

    private func average(_ columns: Range<Int>, _ rows: Range<Int>) -> Pixel {
        var (red, green, blue, count) = (0, 0, 0, 0)
        for y in rows {
            for x in columns {
                let pixel = pixels[y * width + x]
                red += Int(pixel.red)
                green += Int(pixel.green)
                blue += Int(pixel.blue)
                count += 1
            }
        }
        guard count > 0 else { return Pixel(gray: 0) }
        return Pixel(
            red: UInt8(red / count),
            green: UInt8(green / count),
            blue: UInt8(blue / count)
        )
    }
}

extension Pixel {
    /// Luma as ITU-R BT.601 weighs it, 0…255.
    package var brightness: Int {
        (Int(red) * 299 + Int(green) * 587 + Int(blue) * 114) / 1000
    }
}
