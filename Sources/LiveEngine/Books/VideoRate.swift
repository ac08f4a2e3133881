// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What pictures cost a session that was set up in some way.
///
/// Live API reference, `mediaResolution` and `turnCoverage`; "Understand and count tokens".
package struct VideoRate: Sendable, Equatable {
    /// About so many tokens each, whatever the size.
    package var tokensPerFrame: Int
    /// Whether every picture becomes part of the conversation, or only those of the user's turns.
    package var countsEveryFrame: Bool

    package static let frame = 258
    package static let lowResolutionFrame = 66

    /// Pixels a side of a small image, and of the tiles that larger ones are cut into.
    private static let smallImage = 384
    private static let tile = 768
    /// Larger sides are scaled down, whatever a header states.
    private static let largestImage = 3072

    /// About what a picture in a turn's content costs: as much as a frame for each tile of it.
    package func tokens(ofImage width: Int, by height: Int) -> Int {
        guard tokensPerFrame == Self.frame, max(width, height) > Self.smallImage else {
            return tokensPerFrame
        }
        func tiles(_ side: Int) -> Int {
            (min(side, Self.largestImage) + Self.tile - 1) / Self.tile
        }
        return tiles(width) * tiles(height) * Self.frame
    }

    package init(_ setup: Setup) {
        let resolution = setup.generationConfig?.mediaResolution
        tokensPerFrame = resolution == .low ? Self.lowResolutionFrame : Self.frame
        switch setup.realtimeInputConfig?.turnCoverage {
        case .onlyActivity: countsEveryFrame = false
        case .allInput, .audioActivityAndAllVideo: countsEveryFrame = true
        case .unspecified, .unrecognized, nil:
            // 2.x models count activity alone, later ones every picture.
            countsEveryFrame = !setup.model.contains("gemini-2.")
        }
    }
}
