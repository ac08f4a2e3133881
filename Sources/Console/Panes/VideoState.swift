// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine
import Pictures
import TerminalUI
package import Video

/// The source of pictures and what of it went to the server.
package struct VideoState: PaneState {
    /// The source in this program, as it stands.
    package private(set) var snapshot = VideoSnapshot()
    /// Pictures that were sent in this session, and their bytes.
    private(set) var sentCount = 0
    private(set) var sentBytes = 0
    /// Pictures that the connection did not take in time.
    private(set) var dropped = 0
    private(set) var rate: VideoRate
    /// The latest picture in the log, for sessions whose pictures come from elsewhere.
    private var logged: VideoPicture?
    /// One that is to be looked at, if it is in view.
    private var pending: Blob?
    private var sentTimes = Ring<Duration>(capacity: 8)
    private let glyphs: GlyphSet

    init(_ profile: SessionProfile, glyphs: GlyphSet) {
        rate = VideoRate(profile.setup)
        self.glyphs = glyphs
    }

    /// Whether there is anything to show.
    var isShown: Bool { snapshot.isOn || sentCount > 0 }

    /// The picture in view.
    var picture: VideoPicture? { snapshot.isOn ? snapshot.picture : logged ?? snapshot.picture }

    /// Whether a picture of the log waits to be looked at.
    var hasPending: Bool { pending != nil && !snapshot.isOn }

    /// Pictures a second that were sent of late.
    var sentRate: Double? {
        guard let first = sentTimes.elements.first, let last = sentTimes.elements.last,
            last > first
        else { return nil }
        return Double(sentTimes.count - 1) / (last - first).inSeconds
    }

    mutating func sessionOpened(_ profile: SessionProfile) {
        var state = VideoState(profile, glyphs: glyphs)
        state.snapshot = snapshot
        self = state
    }

    mutating func take(_ snapshot: VideoSnapshot) {
        self.snapshot = snapshot
    }

    /// Shows the source as turned on or off before it has answered.
    mutating func anticipate(isOn: Bool) {
        snapshot.isOn = isOn
    }

    /// Decodes the latest picture of the log; to be asked for while it is in view.
    mutating func settle() {
        guard let blob = pending else { return }
        pending = nil
        guard let header = PictureHeader(blob.data) else { return }
        logged = VideoPicture(
            number: sentCount,
            header: header,
            byteCount: blob.data.count,
            thumbnail: try? Thumbnail(decoding: blob.data)
        )
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        switch event {
        case .frame(let frame):
            guard case .client(let message) = frame.meaning else { return }
            if let setup = message.setup { rate = VideoRate(setup) }
            for picture in message.realtimeInput?.pictures ?? [] {
                sentCount += 1
                sentBytes += picture.data.count
                sentTimes.append(time)
                pending = picture
            }
        case .video(.dropped(let count)):
            dropped += count
        case .video(.source(let name, let status)) where !snapshot.isOn:
            // A session of another time or program has its source in its log.
            snapshot.source = name
            snapshot.status = status
        default:
            break
        }
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        VideoPane(state: self, scene: scene)
    }
}

extension RealtimeInput {
    /// The pictures in either of the two places for them.
    var pictures: [Blob] {
        [video].compactMap(\.self) + mediaChunks.filter { $0.mimeType.hasPrefix("image/") }
    }
}
