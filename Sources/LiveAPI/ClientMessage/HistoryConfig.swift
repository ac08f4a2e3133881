// SPDX-License-Identifier: Apache-2.0

/// How the first client content is taken.
package struct HistoryConfig: Sendable, Equatable {
    /// True: content up to the first `turnComplete` is history and is not answered.
    package var initialHistoryInClientContent: Bool = false

    package init(initialHistoryInClientContent: Bool = false) {
        self.initialHistoryInClientContent = initialHistoryInClientContent
    }
}

extension HistoryConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("initialHistoryInClientContent", &initialHistoryInClientContent)
    }
}
