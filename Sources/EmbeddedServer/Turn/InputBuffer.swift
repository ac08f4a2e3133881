// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Realtime input on its way to becoming the user's next turn.
struct InputBuffer: Sendable, Equatable {
    private var texts: [String] = []
    private var sound = ReceivedMedia()
    private var pictures = ReceivedMedia()

    /// Whether the sound is more than the hiss of an open microphone.
    var hasSound: Bool { sound.audioLevel.map { $0 > -60 } ?? false }

    mutating func add(text: String) {
        texts.append(text)
    }

    mutating func addAudio(_ blob: Blob) {
        sound.addAudio(blob)
    }

    mutating func addPicture(_ blob: Blob) {
        pictures.addPicture(blob)
    }

    /// Makes the turn and starts over; sound that is not taken stays.
    mutating func takeTurn(withAudio: Bool, frameTokens: Int) -> Turn {
        var media = pictures
        if withAudio { media += sound }
        let turn = Turn(
            role: .user,
            content: Content(role: "user", parts: texts.map { Part(text: $0) }),
            media: media,
            tokens: TokenCounts(
                text: texts.reduce(0) { $0 + TokenRate.text(characters: $1.count) },
                audio: TokenRate.audio(media.audioDuration),
                video: media.pictureCount * frameTokens
            )
        )
        texts = []
        pictures = ReceivedMedia()
        if withAudio { sound = ReceivedMedia() }
        return turn
    }
}
