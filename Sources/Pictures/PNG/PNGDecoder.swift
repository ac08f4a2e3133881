// SPDX-License-Identifier: Apache-2.0

/// Reads a PNG that is not interlaced and averages it down; transparency is left out.
///
/// W3C Portable Network Graphics, third edition.
struct PNGDecoder {
    private let width: Int
    private let height: Int
    private let depth: Int
    private let colorType: UInt8
    private var palette: [Pixel] = []
    private var data: [UInt8] = []

    static func thumbnail(of bytes: [UInt8]) throws(PictureError) -> Thumbnail {
        let decoder = try PNGDecoder(bytes)
        let raw = try Inflate.bytes(
            of: decoder.data,
            limit: (decoder.rowBytes + 1) * decoder.height
        )
        return try decoder.averaged(raw)
    }

    private init(_ bytes: [UInt8]) throws(PictureError) {
        guard bytes.count >= 29, let header = PictureHeader(bytes) else { throw .cutShort }
        (width, height) = (header.width, header.height)
        depth = Int(bytes[24])
        colorType = bytes[25]
        guard [1, 2, 4, 8, 16].contains(depth), [0, 2, 3, 4, 6].contains(colorType) else {
            throw .malformed("colour type \(colorType) of \(depth) bits")
        }
        guard bytes[28] == 0 else { throw .unsupported("an interlaced PNG") }
        try readChunks(bytes)
    }

    private mutating func readChunks(_ bytes: [UInt8]) throws(PictureError) {
        var index = 8
        while index + 8 <= bytes.count {
            let length = bytes[index..<(index + 4)].reduce(0) { $0 << 8 | Int($1) }
            let body = index + 8
            guard body + length <= bytes.count else { throw .cutShort }
            switch String(decoding: bytes[(index + 4)..<body], as: UTF8.self) {
            case "IDAT": data += bytes[body..<(body + length)]
            case "PLTE":
                palette = stride(from: body, to: body + length - 2, by: 3).map {
                    Pixel(red: bytes[$0], green: bytes[$0 + 1], blue: bytes[$0 + 2])
                }
            case "IEND": return
            default: break
            }
            index = body + length + 4
        }
    }

    private var channels: Int {
        switch colorType {
        case 2: 3
        case 4: 2
        case 6: 4
        default: 1
        }
    }

    private var rowBytes: Int { (width * channels * depth + 7) / 8 }
    private var pixelBytes: Int { max(channels * depth / 8, 1) }

    private func averaged(_ raw: [UInt8]) throws(PictureError) -> Thumbnail {
        guard raw.count == (rowBytes + 1) * height else { throw .cutShort }
        var reduction = Reduction(width: width, height: height)
        var above = [UInt8](repeating: 0, count: rowBytes)
        for y in 0..<height {
            let start = y * (rowBytes + 1)
            var row = Array(raw[(start + 1)..<(start + 1 + rowBytes)])
            try unfilter(&row, above: above, filter: raw[start])
            for x in 0..<width { reduction.add(try pixel(x, in: row), x: x, y: y) }
            above = row
        }
        return reduction.thumbnail
    }

    /// Takes a row's prediction back, section 9.2.
    private func unfilter(
        _ row: inout [UInt8],
        above: [UInt8],
        filter: UInt8
    ) throws(PictureError) {
        for index in row.indices {
            let left = index >= pixelBytes ? row[index - pixelBytes] : 0
            let up = above[index]
            let corner = index >= pixelBytes ? above[index - pixelBytes] : 0
            switch filter {
            case 0: return
            case 1: row[index] &+= left
            case 2: row[index] &+= up
            case 3: row[index] &+= UInt8((Int(left) + Int(up)) / 2)
            case 4: row[index] &+= Self.nearest(Int(left), Int(up), Int(corner))
            default: throw .malformed("filter \(filter)")
            }
        }
    }

    /// The Paeth predictor, section 9.4.
    private static func nearest(_ left: Int, _ up: Int, _ corner: Int) -> UInt8 {
        let guess = left + up - corner
        let distances = (abs(guess - left), abs(guess - up), abs(guess - corner))
        if distances.0 <= distances.1, distances.0 <= distances.2 { return UInt8(left) }
        return UInt8(distances.1 <= distances.2 ? up : corner)
    }

    private func pixel(_ x: Int, in row: [UInt8]) throws(PictureError) -> Pixel {
        switch colorType {
        case 2, 6:
            let at = x * channels * depth / 8
            let step = depth / 8
            return Pixel(red: row[at], green: row[at + step], blue: row[at + 2 * step])
        case 3:
            let index = sample(x, in: row)
            guard palette.indices.contains(index) else { throw .malformed("a palette index") }
            return palette[index]
        default:
            let highest = (1 << min(depth, 8)) - 1
            return Pixel(gray: UInt8(sample(x * channels, in: row) * 255 / highest))
        }
    }

    /// A sample of at most 8 bits; of 16 the upper half.
    private func sample(_ index: Int, in row: [UInt8]) -> Int {
        guard depth < 8 else { return Int(row[index * depth / 8]) }
        let bit = index * depth
        return Int(row[bit / 8]) >> (8 - depth - bit % 8) & ((1 << depth) - 1)
    }
}

/// Sums the pixels of 8x8 blocks.
private struct Reduction {
    private let columns: Int
    private let rows: Int
    private var sums: [SIMD4<UInt32>]

    init(width: Int, height: Int) {
        columns = (width + 7) / 8
        rows = (height + 7) / 8
        sums = Array(repeating: .zero, count: columns * rows)
    }

    mutating func add(_ pixel: Pixel, x: Int, y: Int) {
        sums[y / 8 * columns + x / 8] &+= SIMD4(
            UInt32(pixel.red),
            UInt32(pixel.green),
            UInt32(pixel.blue),
            1
        )
    }

    var thumbnail: Thumbnail {
        Thumbnail(
            width: columns,
            height: rows,
            pixels: sums.map { sum in
                Pixel(
                    red: UInt8(sum.x / sum.w),
                    green: UInt8(sum.y / sum.w),
                    blue: UInt8(sum.z / sum.w)
                )
            }
        )
    }
}
