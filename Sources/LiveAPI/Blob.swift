// SPDX-License-Identifier: Apache-2.0

/// Media bytes carried inside a message, such as a chunk of PCM audio.
package struct Blob: Sendable, Equatable {
    /// For audio `audio/pcm;rate=16000`; the rate may be missing.
    package var mimeType: String = ""
    /// The decoded bytes; base64 exists on the wire only.
    package var data: [UInt8] = []

    package init(mimeType: String = "", data: [UInt8] = []) {
        self.mimeType = mimeType
        self.data = data
    }
}

extension Blob: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("mimeType", &mimeType)
        fields.field("data", &data)
    }
}
