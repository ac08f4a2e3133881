// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import Video

@Suite struct MJPEGSplitterTests {
    private static let fixtures = [
        "baseline.jpg", "progressive.jpg", "full-chroma.jpg", "gray.jpg",
    ]

    private func split(_ stream: [UInt8], pieces size: Int) throws -> [[UInt8]] {
        var splitter = MJPEGSplitter()
        var pictures: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            pictures += try splitter.feed(stream[start..<min(start + size, stream.count)])
        }
        return pictures
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1 << 20])
    func picturesComeOutAsTheyWentInHoweverTheyArrive(size: Int) throws {
        let pictures = try Self.fixtures.map(Fixture.bytes)
        #expect(try split(pictures.flatMap(\.self), pieces: size) == pictures)
    }

    @Test(arguments: [1, 5, 4096])
    func whatLiesBetweenPicturesIsSkipped(size: Int) throws {
        let picture = try Fixture.bytes("baseline.jpg")
        let header = Array("--frame\r\nContent-Type: image/jpeg\r\n\r\n".utf8)
        let stream = header + picture + [0xFF, 0x00, 0xFF] + header + picture + Array("\r\n".utf8)
        #expect(try split(stream, pieces: size) == [picture, picture])
    }

    /// A camera's own preview inside a segment has marks of its own.
    @Test func pictureInsideTheMetadataDoesNotEndIt() throws {
        let picture = try Fixture.bytes("baseline.jpg")
        let length = picture.count + 2
        let segment = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + picture
        let nested = picture.prefix(2) + segment + picture.dropFirst(2)
        #expect(try split(Array(nested), pieces: 9) == [Array(nested)])
    }

    @Test func pictureThatBreaksOffIsDroppedAndCounted() throws {
        let picture = try Fixture.bytes("baseline.jpg")
        var splitter = MJPEGSplitter()
        let stream = picture.dropLast(40) + picture
        #expect(try splitter.feed(Array(stream)[...]) == [picture])
        #expect(splitter.damaged == 1)
        #expect(!splitter.isInsidePicture)
    }

    @Test(
        arguments: [
            [0xFF, 0xD8, 0x00], [0xFF, 0xD8, 0xFF, 0x00], [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x01],
        ] as [[UInt8]]
    )
    func brokenStructureIsSkippedUpToTheNextPicture(broken: [UInt8]) throws {
        let picture = try Fixture.bytes("gray.jpg")
        var splitter = MJPEGSplitter()
        #expect(try splitter.feed((broken + picture)[...]) == [picture])
        #expect(splitter.damaged == 1)
    }

    @Test func streamWithoutPicturesIsRefused() {
        #expect(throws: MJPEGError.noPicture) {
            try split(Array(repeating: UInt8(ascii: "y"), count: 70_000), pieces: 512)
        }
        #expect(throws: MJPEGError.noPicture) {
            try split(Array(repeating: 0xFF, count: 70_000), pieces: 512)
        }
    }

    @Test func pictureWithoutAnEndIsRefused() {
        let start: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDA, 0x00, 0x02]
        var splitter = MJPEGSplitter()
        let data = [UInt8](repeating: 0x11, count: 1 << 20)
        #expect(throws: MJPEGError.tooLarge) {
            _ = try splitter.feed(start[...])
            for _ in 0..<5 { _ = try splitter.feed(data[...]) }
        }
    }

    /// Whatever arrives, memory stays bounded and the splitter ends in an error or goes on.
    @Test func noiseDoesNoHarm() throws {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<200 {
            var splitter = MJPEGSplitter()
            // Marks are frequent, so that every place is reached.
            let noise = (0..<2_000).map { _ -> UInt8 in
                let marks: [UInt8] = [0xFF, 0xD8, 0xD9, 0xDA, 0x00, 0xE0, 0x02, 0x01]
                return Bool.random(using: &random)
                    ? marks[Int.random(in: 0..<marks.count, using: &random)]
                    : UInt8.random(in: 0...255, using: &random)
            }
            for picture in (try? splitter.feed(noise[...])) ?? [] {
                #expect(picture.starts(with: [0xFF, 0xD8]))
                #expect(picture.suffix(2) == [0xFF, 0xD9])
            }
        }
    }
}
