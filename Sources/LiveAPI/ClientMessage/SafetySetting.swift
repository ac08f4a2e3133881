// SPDX-License-Identifier: Apache-2.0

/// The threshold of one category of harm.
package struct SafetySetting: Sendable, Equatable {
    package var category: String = ""
    package var threshold: String = ""

    package init(category: String = "", threshold: String = "") {
        self.category = category
        self.threshold = threshold
    }
}

extension SafetySetting: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("category", &category)
        fields.field("threshold", &threshold)
    }
}
