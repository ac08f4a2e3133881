// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension LiveClientMessage {
    /// Bytes of sound that are listened to without a break: a second at 16 kHz.
    fileprivate static let stepBytes = 32_000

    /// Whether it brings any sound.
    var hasAudio: Bool {
        realtimeInput?.audio != nil || realtimeInput?.mediaChunks.isEmpty == false
    }

    /// The message itself, or the same in several when its sound is long: the sound first, in
    /// pieces, then the rest.
    var steps: [LiveClientMessage] {
        guard let realtimeInput, clientContent == nil, setup == nil else { return [self] }
        let audio = realtimeInput.mediaChunks + [realtimeInput.audio].compactMap(\.self)
        guard audio.contains(where: { $0.data.count > Self.stepBytes }) else { return [self] }
        var rest = self
        rest.realtimeInput?.mediaChunks = []
        rest.realtimeInput?.audio = nil
        let pieces = audio.flatMap(\.pieces).map { blob in
            LiveClientMessage(realtimeInput: RealtimeInput(mediaChunks: [blob]))
        }
        return pieces + [rest]
    }
}

extension Blob {
    /// The sound in whole samples of limited length; anything else as it is.
    fileprivate var pieces: [Blob] {
        guard data.count > LiveClientMessage.stepBytes, mediaType.medium == .audio else {
            return [self]
        }
        return stride(from: 0, to: data.count, by: LiveClientMessage.stepBytes).map { start in
            let end = min(start + LiveClientMessage.stepBytes, data.count)
            return Blob(mimeType: mimeType, data: Array(data[start..<end]))
        }
    }
}
