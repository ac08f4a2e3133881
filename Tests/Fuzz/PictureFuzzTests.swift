// SPDX-License-Identifier: Apache-2.0

import Pictures
import Testing
import Video

/// Damaged pictures end in an error or in a small picture that is whole.
@Suite struct PictureFuzzTests {
    private static let fixtures = "Tests/PicturesTests/Fixtures"

    @Test(arguments: [".jpg", ".png"])
    func pictures(ending: String) throws {
        let samples = try Samples.files(in: Self.fixtures, ending)
        let words = ["\u{0}\u{0}\u{0}\u{0}", "IDAT", "IEND", "PLTE", "tRNS", "\u{7F}\u{7F}"]
        FuzzRun("\(ending) picture", samples: samples, words: words, rounds: 400).run { input in
            let header = PictureHeader(input.bytes)
            guard let picture = try? Thumbnail(decoding: input.bytes), let header else { return }
            #expect(picture.pixels.count == picture.width * picture.height, input.origin)
            #expect(picture.width <= header.width / 8 + 1, input.origin)
            #expect(picture.height <= header.height / 8 + 1, input.origin)
            #expect(picture.scaled(width: 3, height: 2).pixels.count == 6, input.origin)
        }
    }

    /// However a stream is cut, the same pictures come out of it, and little is kept.
    @Test func streamsOfPictures() throws {
        let pictures = try Samples.files(in: Self.fixtures, ".jpg")
        let parts = pictures.flatMap {
            Array("--frame\r\nContent-Type: image/jpeg\r\n\r\n".utf8) + $0
        }
        let samples = pictures + [pictures.flatMap { $0 }, parts]
        FuzzRun("MJPEG", samples: samples, rounds: 300).run { input in
            var random = input.random
            let whole = Self.pictures(in: [input.bytes[...]])
            #expect(Self.pictures(in: random.pieces(of: input.bytes)) == whole, input.origin)
            for picture in whole {
                #expect(picture.starts(with: [0xFF, 0xD8]), input.origin)
                #expect(picture.suffix(2) == [0xFF, 0xD9], input.origin)
            }
        }
    }

    private static func pictures(in pieces: [ArraySlice<UInt8>]) -> [[UInt8]] {
        var splitter = MJPEGSplitter()
        return pieces.flatMap { (try? splitter.feed($0)) ?? [] }
    }
}
