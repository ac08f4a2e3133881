// SPDX-License-Identifier: Apache-2.0

/// Lets the model decide when to speak.
package struct Proactivity: Sendable, Equatable {
    package var proactiveAudio: Bool?
    package var proactiveVideo: Bool?

    package init(proactiveAudio: Bool? = nil, proactiveVideo: Bool? = nil) {
        self.proactiveAudio = proactiveAudio
        self.proactiveVideo = proactiveVideo
    }
}

extension Proactivity: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("proactiveAudio", &proactiveAudio)
        fields.field("proactiveVideo", &proactiveVideo)
    }
}
