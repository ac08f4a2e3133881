// SPDX-License-Identifier: Apache-2.0

/// Asks for resumption handles, or resumes the session of one.
package struct SessionResumptionConfig: Sendable, Equatable {
    package var handle: String?
    package var transparent: Bool?

    package init(handle: String? = nil, transparent: Bool? = nil) {
        self.handle = handle
        self.transparent = transparent
    }
}

extension SessionResumptionConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("handle", &handle)
        fields.field("transparent", &transparent)
    }
}
