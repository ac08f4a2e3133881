// SPDX-License-Identifier: Apache-2.0

/// One turn, or a piece of one, of the conversation.
package struct Content: Sendable, Equatable {
    /// Who speaks: `user` or `model`; from a client, absent means the user.
    package var role: String?
    package var parts: [Part] = []

    package init(role: String? = nil, parts: [Part] = []) {
        self.role = role
        self.parts = parts
    }

    /// A turn of one text part.
    package init(_ text: String, role: String? = nil) {
        self.init(role: role, parts: [Part(text: text)])
    }
}

extension Content: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("role", &role)
        fields.field("parts", &parts)
    }
}
