// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import Pictures

/// A source of pictures as it stands: what the Video pane shows.
package struct VideoSnapshot: Sendable, Equatable {
    /// The source in plain words; nil where none was chosen.
    package var source: String?
    package var isOn = false
    package var status = VideoStatus.off
    /// Pictures the source gave since it was turned on.
    package var received = 0
    /// Of those, the ones that came faster than the Live API takes them.
    package var skipped = 0
    /// Of those, the ones that broke off or are neither JPEG nor PNG.
    package var unreadable = 0
    /// Pictures a second that the source gives; nil for less than two.
    package var rate: Double?
    /// The latest picture that was handed to the session.
    package var picture: VideoPicture?

    package init() {}
}

/// One picture as panes show it.
package struct VideoPicture: Sendable, Equatable {
    /// From 1, over all pictures that were used.
    package var number: Int
    package var header: PictureHeader
    package var byteCount: Int
    /// Nil where the picture could not be decoded.
    package var thumbnail: Thumbnail?

    package init(number: Int, header: PictureHeader, byteCount: Int, thumbnail: Thumbnail?) {
        self.number = number
        self.header = header
        self.byteCount = byteCount
        self.thumbnail = thumbnail
    }
}

/// What a person asks of the source of pictures.
package enum VideoOrder: Sendable, Equatable {
    case setOn(Bool)
    /// Go on to the next of the sources there are.
    case nextSource
    case choose(VideoSource)
}
