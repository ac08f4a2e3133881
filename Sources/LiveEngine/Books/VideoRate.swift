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
