// SPDX-License-Identifier: Apache-2.0

/// A new handle to resume the session with, or the news that it cannot be resumed right now.
package struct SessionResumptionUpdate: Sendable, Equatable {
    /// Absent or empty while `resumable` is false; keep the last good one.
    package var newHandle: String?
    package var resumable: Bool = false
    package var lastConsumedClientMessageIndex: Int64?

    package init(
        newHandle: String? = nil,
        resumable: Bool = false,
        lastConsumedClientMessageIndex: Int64? = nil
    ) {
        self.newHandle = newHandle
        self.resumable = resumable
        self.lastConsumedClientMessageIndex = lastConsumedClientMessageIndex
    }
}

extension SessionResumptionUpdate: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("newHandle", &newHandle)
        fields.always("resumable", &resumable)
        fields.field("lastConsumedClientMessageIndex", &lastConsumedClientMessageIndex)
    }
}
