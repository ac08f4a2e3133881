// SPDX-License-Identifier: Apache-2.0

import LiveEngine

extension SessionEnd {
    /// Whether a person would want to look into it.
    var isProblem: Bool {
        switch self {
        case .closedByUser: false
        case .closedByServer(let code, _): code != 1000
        case .connectionLost, .failed: true
        }
    }
}

/// What a close code means when the frame gave no reason (RFC 6455, section 7.4).
enum CloseCodeText {
    static func meaning(of code: UInt16) -> String {
        switch code {
        case 1000: "normal end"
        case 1001: "going away"
        case 1002: "against the WebSocket protocol"
        case 1006: "cut without a close frame"
        case 1007: "content refused"
        case 1008: "against the rules"
        case 1009: "message too big"
        case 1011: "fault in the server"
        default: "no reason given"
        }
    }
}
