// SPDX-License-Identifier: Apache-2.0

/// Lets the server drop the oldest turns instead of ending the session.
package struct ContextWindowCompressionConfig: Sendable, Equatable {
    /// Context size that starts a compression; 80 % of the window when absent.
    package var triggerTokens: Int64?
    package var slidingWindow: SlidingWindow?

    package init(triggerTokens: Int64? = nil, slidingWindow: SlidingWindow? = nil) {
        self.triggerTokens = triggerTokens
        self.slidingWindow = slidingWindow
    }
}

extension ContextWindowCompressionConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("triggerTokens", &triggerTokens)
        fields.field("slidingWindow", &slidingWindow)
    }
}

/// How much context a compression keeps.
package struct SlidingWindow: Sendable, Equatable {
    /// Half of the trigger when absent.
    package var targetTokens: Int64?

    package init(targetTokens: Int64? = nil) {
        self.targetTokens = targetTokens
    }
}

extension SlidingWindow: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("targetTokens", &targetTokens)
    }
}
