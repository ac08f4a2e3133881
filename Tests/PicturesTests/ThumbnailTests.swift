// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pictures
import TestSupport
import Testing

/// Every fixture is 64x48: red, blue beside it from the middle on, the lower half green.
@Suite struct ThumbnailTests {
    private static func fixture(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
    }

    private static let colored = [
        "baseline.jpg", "progressive.jpg", "full-chroma.jpg", "rgb.png", "palette.png",
        "rgba16.png",
    ]

    private func expect(
        _ pixel: Pixel,
        near red: Int,
        _ green: Int,
        _ blue: Int,
        _ place: String
    ) {
        let isNear =
            abs(Int(pixel.red) - red) <= 6 && abs(Int(pixel.green) - green) <= 6
            && abs(Int(pixel.blue) - blue) <= 6
        #expect(isNear, "\(place) is \(pixel)")
    }

    @Test(arguments: colored)
    func colorsStandWhereThePictureHasThem(name: String) throws {
        let thumbnail = try Thumbnail(decoding: Self.fixture(name))
        #expect(thumbnail.width == 8)
        #expect(thumbnail.height == 6)
        expect(thumbnail.pixels[0], near: 0xC0, 0x20, 0x20, "upper left")
        expect(thumbnail.pixels[7], near: 0x20, 0x40, 0xC0, "upper right")
        expect(thumbnail.pixels[5 * 8], near: 0x20, 0xA0, 0x40, "lower left")
        expect(thumbnail.pixels[5 * 8 + 7], near: 0x20, 0xA0, 0x40, "lower right")
        expect(thumbnail.mean, near: 0x48, 0x68, 0x58, "the mean")
    }

    @Test func greyPicturesAreReadToo() throws {
        let jpeg = try Thumbnail(decoding: Self.fixture("gray.jpg"))
        expect(jpeg.pixels[0], near: 66, 66, 66, "upper left")
        expect(jpeg.pixels[47], near: 126, 126, 126, "lower right")
        let bits = try Thumbnail(decoding: Self.fixture("bits.png"))
        expect(bits.pixels[0], near: 0, 0, 0, "upper left")
        expect(bits.pixels[47], near: 255, 255, 255, "lower right")
    }

    @Test func scalingTakesTheMeanOfWhatIsCovered() throws {
        let small = try Thumbnail(decoding: Self.fixture("rgb.png")).scaled(width: 2, height: 2)
        #expect(small.pixels.count == 4)
        expect(small.pixels[0], near: 0xC0, 0x20, 0x20, "upper left")
        expect(small.pixels[1], near: 0x20, 0x40, 0xC0, "upper right")
        expect(small.pixels[2], near: 0x20, 0xA0, 0x40, "lower left")
        let large = small.scaled(width: 5, height: 3)
        #expect(large.pixels.count == 15)
        #expect(large.pixels[0] == small.pixels[0])
        #expect(large.pixels[14] == small.pixels[3])
    }

    @Test func fittedKeepsProportionsAndNeverEnlarges() throws {
        let whole = try Thumbnail(decoding: Self.fixture("rgb.png"))
        let large = whole.scaled(width: 300, height: 200)
        let small = large.fitted(within: 192)
        #expect((small.width, small.height) == (192, 128))
        #expect(whole.fitted(within: 192) == whole)
        #expect(large.scaled(width: 300, height: 1).fitted(within: 10).height == 1)
    }

    @Test func rowsCanBeScaledAlone() throws {
        let whole = try Thumbnail(decoding: Self.fixture("rgb.png"))
        let all = whole.scaled(width: 5, height: 7)
        let some = whole.scaled(width: 5, height: 7, rows: 2..<4)
        #expect((some.width, some.height) == (5, 2))
        #expect(some.pixels == Array(all.pixels[10..<20]))
    }

    @Test func changeIsTheDifferenceInBrightness() throws {
        let first = try Thumbnail(decoding: Self.fixture("rgb.png"))
        #expect(first.change(from: first) == 0)
        let bits = try Thumbnail(decoding: Self.fixture("bits.png"))
        let change = try #require(bits.change(from: first))
        #expect(change > 0.3 && change < 0.8)
        #expect(first.change(from: first.scaled(width: 4, height: 3)) == nil)
    }

    @Test func whatCannotBeReadSaysWhy() throws {
        #expect(throws: PictureError.unknownFormat) { try Thumbnail(decoding: [1, 2, 3]) }
        #expect(throws: PictureError.unsupported("an interlaced PNG")) {
            try Thumbnail(decoding: Self.fixture("interlaced.png"))
        }
        var huge = try Self.fixture("rgb.png")
        huge.replaceSubrange(16..<24, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF])
        #expect(throws: PictureError.self) { try Thumbnail(decoding: huge) }
    }

    @Test func aJPEGCutInTransitShowsWhatCame() throws {
        let whole = try Self.fixture("baseline.jpg")
        let thumbnail = try Thumbnail(decoding: Array(whole.prefix(whole.count * 9 / 10)))
        expect(thumbnail.pixels[0], near: 0xC0, 0x20, 0x20, "upper left")
    }

    @Test(arguments: colored + ["gray.jpg", "bits.png"])
    func noCutOrBentPictureEndsTheProgram(name: String) throws {
        let whole = try Self.fixture(name)
        for length in 0..<whole.count { _ = try? Thumbnail(decoding: Array(whole.prefix(length))) }
        let seed: UInt64 = 0x5EED
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var bent = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: 0..<bent.count, using: &generator)
                bent[index] = UInt8.random(in: 0...255, using: &generator)
            }
            // A size bent upwards within the limit would only take time.
            guard let header = PictureHeader(bent), header.width * header.height < 1 << 16 else {
                continue
            }
            _ = try? Thumbnail(decoding: bent)
        }
    }
}
