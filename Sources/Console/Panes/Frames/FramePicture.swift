// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
package import Pictures

/// What is kept of a picture in a frame: its figures, and enough of it for a preview.
package struct FramePicture: Sendable, Equatable {
    /// How far the picture was looked into.
    enum Look: Sendable, Equatable {
        /// As it crossed the wire: pictures are decoded when somebody looks.
        case encoded([UInt8])
        /// At most ``FramePicture/previewSide`` pixels a side.
        case decoded(Thumbnail)
        /// The reason in words.
        case undecodable(String)
        /// Larger than ``FramePicture/maximumBytes``.
        case tooLarge
        /// Newer pictures took its room.
        case gone
    }

    /// As the frame names it; not fit for the terminal.
    package var mimeType: String
    package var byteCount: Int
    /// Nil where the bytes are neither JPEG nor PNG.
    package var header: PictureHeader?
    /// About what it costs; nil where nothing says how pictures count.
    package var tokens: Int?
    private(set) var look: Look

    /// Pictures of one frame that are kept.
    static let maximumPieces = 4
    /// The most bytes of a picture that is kept.
    static let maximumBytes = 4 << 20
    /// Pixels of the longer side of what is kept once somebody looked: 108 KiB at most.
    static let previewSide = 192
    /// Characters of a type that are kept.
    private static let maximumType = 60

    init(_ blob: Blob, tokens: Int?) {
        mimeType = String(blob.mimeType.prefix(Self.maximumType))
        byteCount = blob.data.count
        header = PictureHeader(blob.data)
        self.tokens = tokens
        look = blob.data.count <= Self.maximumBytes ? .encoded(blob.data) : .tooLarge
    }

    /// The bytes it takes in memory.
    var heldBytes: Int {
        switch look {
        case .encoded(let bytes): bytes.count
        case .decoded(let thumbnail): thumbnail.pixels.count * 3
        case .undecodable, .tooLarge, .gone: 0
        }
    }

    var isEncoded: Bool {
        if case .encoded = look { true } else { false }
    }

    /// Whether the bytes are of another format than the frame says.
    var isMisnamed: Bool {
        guard let header else { return false }
        return mimeType.lowercased() != "image/\(header.format.rawValue.lowercased())"
    }

    /// Makes the preview, and lets go of the picture itself.
    mutating func decode() {
        guard case .encoded(let bytes) = look else { return }
        do throws(PictureError) {
            look = .decoded(try Thumbnail(decoding: bytes).fitted(within: Self.previewSide))
        } catch {
            look = .undecodable("\(error)")
        }
    }

    mutating func release() {
        guard heldBytes > 0 else { return }
        look = .gone
    }
}

extension WireFrame.Meaning {
    /// The pictures in a frame, as they count in a session that counts them at a rate.
    func pictures(at rate: VideoRate?) -> [FramePicture] {
        switch self {
        case .client(let message):
            let frames = (message.realtimeInput?.pictures ?? []).lazy.map {
                FramePicture($0, tokens: rate?.tokensPerFrame)
            }
            let images = Self.images(in: message.clientContent?.turns ?? []).map { blob in
                let header = PictureHeader(blob.data)
                let tokens = header.flatMap { header in
                    rate?.tokens(ofImage: header.width, by: header.height)
                }
                return FramePicture(blob, tokens: tokens)
            }
            return Array((Array(frames) + images).prefix(FramePicture.maximumPieces))
        case .server(let message):
            let content = message.serverContent?.modelTurn
            return Self.images(in: [content].compactMap(\.self)).map {
                FramePicture($0, tokens: nil)
            }
        case .close, .undecodable:
            return []
        }
    }

    private static func images(in contents: [Content]) -> [Blob] {
        Array(
            contents.lazy.flatMap(\.parts).compactMap(\.inlineData)
                .filter { $0.mimeType.hasPrefix("image/") }
                .prefix(FramePicture.maximumPieces)
        )
    }
}
