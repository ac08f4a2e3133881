// SPDX-License-Identifier: Apache-2.0

/// What the frame header of a JPEG says, and the means of its blocks as they are decoded.
struct JPEGFrame {
    struct Component {
        var id: UInt8
        /// Blocks of this component in a unit of an interleaved scan.
        var horizontal: Int
        var vertical: Int
        var quantization: Int
        /// Blocks across and down the picture, without those that only fill up the last units.
        var columns = 0
        var rows = 0
        /// The DC coefficient of every block, those that fill up included.
        var means: [Int32] = []
        var stride = 0
    }

    var width: Int
    var height: Int
    var isProgressive: Bool
    var components: [Component]
    /// Units of an interleaved scan across and down.
    var unitColumns: Int
    var unitRows: Int
    private let most: (horizontal: Int, vertical: Int)

    /// Reads the segment of a frame header, T.81 B.2.2.
    init(_ segment: ArraySlice<UInt8>, isProgressive: Bool) throws(PictureError) {
        let bytes = Array(segment)
        guard bytes.count >= 6, bytes.count >= 6 + 3 * Int(bytes[5]) else { throw .cutShort }
        guard bytes[0] == 8 else { throw .unsupported("\(bytes[0]) bits a sample") }
        height = Int(bytes[1]) << 8 | Int(bytes[2])
        width = Int(bytes[3]) << 8 | Int(bytes[4])
        guard width > 0, height > 0 else { throw .malformed("a size of 0") }
        guard width * height <= Thumbnail.maximumPixels else {
            throw .unsupported("\(width)x\(height) pixels")
        }
        guard [1, 3].contains(bytes[5]) else { throw .unsupported("\(bytes[5]) components") }
        self.isProgressive = isProgressive
        components = (0..<Int(bytes[5])).map { number in
            let at = 6 + 3 * number
            return Component(
                id: bytes[at],
                horizontal: Int(bytes[at + 1] >> 4),
                vertical: Int(bytes[at + 1] & 15),
                quantization: Int(bytes[at + 2])
            )
        }
        let isSampled = components.allSatisfy {
            (1...4).contains($0.horizontal) && (1...4).contains($0.vertical)
        }
        guard isSampled else { throw .malformed("a sampling factor") }
        guard components.allSatisfy({ $0.quantization < 4 }) else {
            throw .malformed("a quantization table's number")
        }
        let horizontal = components.map(\.horizontal).max() ?? 1
        let vertical = components.map(\.vertical).max() ?? 1
        most = (horizontal, vertical)
        unitColumns = Self.ceiling(width, 8 * horizontal)
        unitRows = Self.ceiling(height, 8 * vertical)
        for index in components.indices {
            let component = components[index]
            components[index].columns = Self.ceiling(
                Self.ceiling(width * component.horizontal, horizontal),
                8
            )
            components[index].rows = Self.ceiling(
                Self.ceiling(height * component.vertical, vertical),
                8
            )
            components[index].stride = unitColumns * component.horizontal
            components[index].means = Array(
                repeating: 0,
                count: components[index].stride * unitRows * component.vertical
            )
        }
    }

    private static func ceiling(_ length: Int, _ step: Int) -> Int { (length + step - 1) / step }

    /// The picture of the blocks' means.
    ///
    /// - Parameters:
    ///   - steps: Per quantization table, the step of the DC coefficient.
    ///   - isRGB: Whether three components are red, green and blue.
    /// - Returns: A pixel for every block of the finest component.
    func thumbnail(steps: [Int], isRGB: Bool) -> Thumbnail {
        let columns = Self.ceiling(width, 8)
        let rows = Self.ceiling(height, 8)
        var pixels: [Pixel] = []
        pixels.reserveCapacity(columns * rows)
        func sample(_ component: Component, _ x: Int, _ y: Int) -> Int {
            let column = x * component.horizontal / most.horizontal
            let row = y * component.vertical / most.vertical
            let mean = Int(component.means[row * component.stride + column])
            // A DC coefficient is eight times the block's mean, which lies around 128.
            return min(max(mean * steps[component.quantization] / 8 + 128, 0), 255)
        }
        for y in 0..<rows {
            for x in 0..<columns {
                let samples = components.map { sample($0, x, y) }
                if samples.count == 1 {
                    pixels.append(Pixel(gray: UInt8(samples[0])))
                } else if isRGB {
                    pixels.append(
                        Pixel(
                            red: UInt8(samples[0]),
                            green: UInt8(samples[1]),
                            blue: UInt8(samples[2])
                        )
                    )
                } else {
                    pixels.append(
                        Pixel(luma: samples[0], blueChroma: samples[1], redChroma: samples[2])
                    )
                }
            }
        }
        return Thumbnail(width: columns, height: rows, pixels: pixels)
    }
}
