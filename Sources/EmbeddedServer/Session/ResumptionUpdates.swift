// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Decides when a client is told that its session can be resumed, and when that it cannot.
///
/// Wire rule: Live API session management, "`resumable:false` while generating or while tools run".
struct ResumptionUpdates: Sendable {
    enum Update: Equatable {
        case unresumable
        /// A new handle, and the last message of the client's it stands for where that was asked.
        case resumable(lastConsumed: Int64?)
    }

    private let isEnabled: Bool
    private let isTransparent: Bool
    private var wasAtRest: Bool
    /// Messages are counted from 0, which is `setup`.
    private var lastReceived: Int64 = 0
    private var lastConsumed: Int64 = 0

    init(_ config: SessionResumptionConfig?, isAtRest: Bool) {
        isEnabled = config != nil
        isTransparent = config?.transparent ?? false
        wasAtRest = isAtRest
    }

    mutating func received() {
        lastReceived += 1
    }

    /// Takes note of how the dialogue stands after a step.
    mutating func step(_ dialogue: Dialogue) -> Update? {
        if !dialogue.hasOpenInput { lastConsumed = lastReceived }
        defer { wasAtRest = dialogue.isAtRest }
        guard isEnabled, dialogue.isAtRest != wasAtRest else { return nil }
        guard dialogue.isAtRest else { return .unresumable }
        return .resumable(lastConsumed: isTransparent ? lastConsumed : nil)
    }
}
