// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream of JPEG pictures, one right after the other, into pictures.
///
/// A picture's end is found by walking its segments (T.81 B.1.1), so that a small picture inside
/// its metadata does not end it. What lies between pictures is skipped, such as the headers of
/// `multipart/x-mixed-replace`; a picture that breaks off is dropped and counted.
package struct MJPEGSplitter: Sendable {
    /// The most bytes a picture may have.
    package static let maximumPictureBytes = 4 << 20
    /// The most bytes between two pictures.
    package static let maximumGapBytes = 64 << 10

    private enum Place {
        case gap
        case gapAfterFF
        /// Before a marker, whose first byte is FF.
        case marker
        case code
        case length(code: UInt8, high: UInt8?)
        case segment(code: UInt8, left: Int)
        /// Entropy-coded data, which ends with a marker.
        case data
        case dataAfterFF
    }

    /// Pictures that broke off before their end.
    package private(set) var damaged = 0
    private var place = Place.gap
    private var picture: [UInt8] = []
    private var gapBytes = 0

    package init() {}

    /// Whether a picture has begun and not ended.
    package var isInsidePicture: Bool { !picture.isEmpty }

    /// Takes the next piece of the stream and returns the pictures that end in it.
    package mutating func feed(_ piece: ArraySlice<UInt8>) throws(MJPEGError) -> [[UInt8]] {
        var pictures: [[UInt8]] = []
        var rest = piece
        while !rest.isEmpty {
            switch place {
            case .gap: skipGap(&rest)
            case .data: takeData(&rest)
            case .segment(let code, let left): takeSegment(code, left, &rest)
            case .gapAfterFF, .marker, .code, .length, .dataAfterFF:
                if let picture = take(rest.removeFirst()) { pictures.append(picture) }
            }
            guard gapBytes <= Self.maximumGapBytes else { throw .noPicture }
            guard picture.count <= Self.maximumPictureBytes else { throw .tooLarge }
        }
        return pictures
    }

    private mutating func skipGap(_ rest: inout ArraySlice<UInt8>) {
        let start = rest.firstIndex(of: 0xFF)
        if start != nil { place = .gapAfterFF }
        let end = start.map { $0 + 1 } ?? rest.endIndex
        gapBytes += end - rest.startIndex
        rest = rest[end...]
    }

    private mutating func takeData(_ rest: inout ArraySlice<UInt8>) {
        let marker = rest.firstIndex(of: 0xFF)
        if marker != nil { place = .dataAfterFF }
        let end = marker.map { $0 + 1 } ?? rest.endIndex
        picture += rest[..<end]
        rest = rest[end...]
    }

    private mutating func takeSegment(
        _ code: UInt8,
        _ left: Int,
        _ rest: inout ArraySlice<UInt8>
    ) {
        let taken = rest.prefix(left)
        picture += taken
        rest = rest[taken.endIndex...]
        place = left > taken.count ? .segment(code: code, left: left - taken.count) : after(code)
    }

    /// What follows a segment: a start of scan is followed by its data.
    private func after(_ code: UInt8) -> Place { code == 0xDA ? .data : .marker }

    /// Takes one byte where every byte counts; returns the picture it ends.
    private mutating func take(_ byte: UInt8) -> [UInt8]? {
        switch place {
        case .gapAfterFF:
            gapBytes += 1
            if byte == 0xD8 { begin() } else if byte != 0xFF { place = .gap }
        case .marker:
            guard byte == 0xFF else {
                giveUp()
                return nil
            }
            picture.append(byte)
            place = .code
        case .code, .dataAfterFF:
            return take(code: byte)
        case .length(let code, nil):
            picture.append(byte)
            place = .length(code: code, high: byte)
        case .length(let code, .some(let high)):
            picture.append(byte)
            let length = Int(high) << 8 | Int(byte)
            if length < 2 {
                giveUp()
            } else {
                place = length > 2 ? .segment(code: code, left: length - 2) : after(code)
            }
        case .gap, .data, .segment:
            break
        }
        return nil
    }

    private mutating func take(code byte: UInt8) -> [UInt8]? {
        let isInData = if case .dataAfterFF = place { true } else { false }
        switch byte {
        case 0xD8:
            damaged += 1
            begin()
        case 0xD9:
            picture.append(byte)
            defer { forget() }
            return picture
        case 0xFF:
            picture.append(byte)
        case 0x00 where isInData, 0xD0...0xD7:
            picture.append(byte)
            place = isInData ? .data : .marker
        case 0x00:
            giveUp()
        default:
            picture.append(byte)
            place = byte == 0x01 ? .marker : .length(code: byte, high: nil)
        }
        return nil
    }

    private mutating func begin() {
        picture = [0xFF, 0xD8]
        gapBytes = 0
        place = .marker
    }

    private mutating func giveUp() {
        damaged += 1
        forget()
    }

    private mutating func forget() {
        picture = []
        gapBytes = 0
        place = .gap
    }
}
