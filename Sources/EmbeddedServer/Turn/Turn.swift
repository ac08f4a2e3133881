// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
import Pictures

/// One entry of the conversation.
package struct Turn: Sendable, Equatable {
    package enum Role: Sendable, Equatable {
        case user
        case model
    }

    package var role: Role
    /// Text and function parts; of inline media only `media` is kept.
    package var content: Content
    package var media: ReceivedMedia
    /// What of it was spoken, as far as it was listened to.
    package var speech: HeardSpeech?
    /// What the turn adds to the context.
    package var tokens: TokenCounts

    package init(
        role: Role,
        content: Content,
        media: ReceivedMedia = ReceivedMedia(),
        speech: HeardSpeech? = nil,
        tokens: TokenCounts
    ) {
        self.role = role
        self.content = content
        self.media = media
        self.speech = speech
        self.tokens = tokens
    }

    /// The words of the turn, thoughts left out.
    package var text: String {
        content.parts.lazy.filter { !$0.thought }.compactMap(\.text).joined(separator: " ")
    }

    /// Whether nothing was said, sent or shown.
    package var isEmpty: Bool { content.parts.isEmpty && media.isEmpty && tokens.total == 0 }
}

extension Turn {
    /// Takes a turn from `clientContent`: counts it and lets go of its media.
    package init(_ content: Content, frameTokens: Int) {
        var kept = Content(role: content.role)
        var media = ReceivedMedia()
        var tokens = TokenCounts()
        for part in content.parts {
            guard let blob = part.inlineData else {
                tokens.text += TokenRate.text(of: part)
                kept.parts.append(part)
                continue
            }
            let type = blob.mediaType
            switch type.medium {
            case .audio where type.isPCM: media.addAudio(blob)
            case .picture:
                media.pictures.add(blob)
                tokens.image += TokenRate.image(
                    PictureHeader(blob.data),
                    frameTokens: frameTokens
                )
            case .audio, .other: break
            }
        }
        tokens.audio = TokenRate.audio(media.audioDuration)
        self.init(
            role: content.role == "model" ? .model : .user,
            content: kept,
            media: media,
            tokens: tokens
        )
    }
}
