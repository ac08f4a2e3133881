// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What a MIME type says of the bytes it stands for.
package struct MediaType: Sendable {
    package enum Medium: Sendable {
        case audio
        /// Video arrives as single pictures.
        case picture
        case other
    }

    let text: String
    package let medium: Medium
    /// Raw samples, the one form of sound the Live API hears.
    let isPCM: Bool
    /// The `rate` parameter, in hertz; 16,000 when it is missing or absurd.
    package let sampleRate: Int

    package init(_ text: String) {
        self.text = text
        let type = text.lowercased()
        if type.hasPrefix("audio/") {
            medium = .audio
        } else {
            medium = type.hasPrefix("image/") || type.hasPrefix("video/") ? .picture : .other
        }
        let fields = type.filter { $0 != " " }.split(separator: ";")
        isPCM = fields.first == "audio/pcm"
        let rates = fields.dropFirst().lazy.compactMap { field -> Int? in
            let pair = field.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0] == "rate", let rate = Int(pair[1]) else { return nil }
            return (1_000...384_000).contains(rate) ? rate : nil
        }
        sampleRate = rates.first ?? 16_000
    }
}

extension Blob {
    var mediaType: MediaType { MediaType(mimeType) }
}
