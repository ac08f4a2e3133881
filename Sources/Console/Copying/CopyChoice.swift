// SPDX-License-Identifier: Apache-2.0

/// Something that can be copied, and in which form.
enum CopyChoice: Sendable, Equatable, CaseIterable {
    case frameJSON
    case frameLine
    case frameHex
    case frameSummary
    case comparison
    case turn
    case transcript
    case call
    case arguments
    case response
    case logLine
    case log
    case setup

    /// What the menu calls it.
    var title: String {
        switch self {
        case .frameJSON: "the frame as JSON, indented"
        case .frameLine: "the frame's payload as it is"
        case .frameHex: "the frame's bytes as hex"
        case .frameSummary: "the frame's summary"
        case .comparison: "the difference of the marked frames"
        case .turn: "the turn's words"
        case .transcript: "the whole transcript"
        case .call: "the call with its answer as JSON"
        case .arguments: "the call's arguments"
        case .response: "the call's answer"
        case .logLine: "the log's line"
        case .log: "the whole log"
        case .setup: "the session's setup as JSON"
        }
    }

    /// What `y` copies in a pane, and what else its `Y` begins with.
    static func choices(in pane: PaneID, tab: InspectorTab) -> [CopyChoice] {
        let frame: [CopyChoice] = [.frameJSON, .frameLine, .frameHex, .frameSummary, .comparison]
        switch pane {
        case .frames:
            return frame
        case .inspector:
            let first: CopyChoice =
                switch tab {
                case .summary, .audio, .picture: .frameSummary
                case .json: .frameJSON
                case .raw: .frameLine
                case .hex: .frameHex
                case .diff: .comparison
                }
            return [first] + frame.filter { $0 != first }
        case .transcript, .turns: return [.turn, .transcript]
        case .tools: return [.call, .arguments, .response]
        case .log: return [.logLine, .log]
        case .config: return [.setup]
        case .audio, .budget, .lanes, .video: return []
        }
    }

    /// What `Y` offers in every pane, after the pane's own.
    static let common: [CopyChoice] = [.frameJSON, .turn, .transcript, .log, .setup]
}
