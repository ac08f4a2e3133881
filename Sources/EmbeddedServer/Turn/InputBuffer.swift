// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Realtime input on its way to becoming the user's next turn.
struct InputBuffer: Sendable, Equatable {
    private var texts: [String] = []
    /// All the sound, where the turn includes more than speech.
    private(set) var sound = ReceivedMedia()
    var pictures = ReceivedPictures()
    var speech = SpokenInput()

    mutating func add(text: String) {
        texts.append(text)
    }

    mutating func addAudio(_ samples: [Int16], rate: Int) {
        sound.addAudio(samples, rate: rate)
    }

    /// What the camera showed before counts no more.
    mutating func dropPictures() {
        pictures = ReceivedPictures()
    }

    /// Hands out what the camera showed, for another turn than that of the input.
    mutating func takePictures() -> ReceivedPictures {
        defer { dropPictures() }
        return pictures
    }

    /// Makes the turn and starts over.
    mutating func takeTurn(frameTokens: Int) -> Turn {
        defer { self = InputBuffer(speech: speech) }
        let spoken = speech.take()
        let heard = sound.isEmpty ? spoken?.speech.sound ?? ReceivedMedia() : sound
        var media = heard
        media.pictures = pictures
        return Turn(
            role: .user,
            content: Content(
                role: "user",
                parts: ((spoken?.words ?? []) + texts).map { Part(text: $0) }
            ),
            media: media,
            speech: spoken?.speech,
            // The words of speech are not counted beside its sound.
            tokens: TokenCounts(
                text: texts.reduce(0) { $0 + TokenRate.text(characters: $1.count) },
                audio: TokenRate.audio(media.audioDuration),
                video: pictures.count * frameTokens
            )
        )
    }
}

extension InputBuffer {
    fileprivate init(speech: SpokenInput) {
        self.init()
        self.speech = speech
    }
}
