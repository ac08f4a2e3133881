// SPDX-License-Identifier: Apache-2.0

package import Pictures

/// Tokens by the medium they came in.
package struct TokenCounts: Sendable, Equatable {
    package var text: Int
    package var audio: Int
    package var image: Int
    package var video: Int

    package init(text: Int = 0, audio: Int = 0, image: Int = 0, video: Int = 0) {
        self.text = text
        self.audio = audio
        self.image = image
        self.video = video
    }

    package var total: Int { text + audio + image + video }

    package static func + (left: Self, right: Self) -> Self {
        Self(
            text: left.text + right.text,
            audio: left.audio + right.audio,
            image: left.image + right.image,
            video: left.video + right.video
        )
    }

    package static func += (left: inout Self, right: Self) {
        left = left + right
    }

    package static func -= (left: inout Self, right: Self) {
        left.text -= right.text
        left.audio -= right.audio
        left.image -= right.image
        left.video -= right.video
    }
}

/// What the Live API counts for each medium; the rates its documentation gives.
package enum TokenRate {
    package static let audioPerSecond = 25
    package static let frame = 258
    package static let lowResolutionFrame = 66

    /// A picture in client content: a frame's tokens for each tile it is cut into.
    ///
    /// A small picture is one tile, and so is any at low resolution.
    package static func image(_ picture: PictureHeader?, frameTokens: Int) -> Int {
        guard let picture, frameTokens == frame,
            max(picture.width, picture.height) > smallImage
        else { return frameTokens }
        func tiles(_ pixels: Int) -> Int { (min(pixels, maximumImage) + tile - 1) / tile }
        return tiles(picture.width) * tiles(picture.height) * frame
    }

    /// Pixels along the longer side of an image that is not cut.
    private static let smallImage = 384
    private static let tile = 768
    /// Larger sides are scaled down, whatever a header states.
    private static let maximumImage = 3_072

    /// About four characters a token, rounded up.
    package static func text(characters: Int) -> Int {
        (characters + 3) / 4
    }

    /// Twenty-five tokens for a second of sound, rounded up.
    package static func audio(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        let tokens =
            Double(seconds) * Double(audioPerSecond)
            + Double(attoseconds) * 1e-18 * Double(audioPerSecond)
        return Int((tokens - 1e-9).rounded(.up))
    }
}
