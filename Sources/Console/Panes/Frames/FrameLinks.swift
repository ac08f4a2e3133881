// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// Which frames made, answered and took back the latest function calls.
struct FrameLinks: Sendable {
    /// A frame at one end of a link.
    struct End: Sendable, Equatable {
        /// Its place among all frames of all sessions.
        var position: Int
        var number: Int
        /// On the console's clock.
        var time: Duration
    }

    /// One function call.
    struct Call: Sendable, Equatable {
        var id: String
        var name = ""
        var call: End?
        /// The first answers; a call may have several.
        var answers: [End] = []
        var cancellation: End?
    }

    private var calls: [String: Call] = [:]
    /// The ids in the order in which they came.
    private var order = Ring<String>(capacity: capacity)
    private static let capacity = 1000
    private static let maximumAnswers = 4

    /// Calls of another session have nothing to do with those before.
    mutating func sessionOpened() {
        self = FrameLinks()
    }

    /// Notes what a frame does with calls.
    mutating func note(_ entry: FrameEntry, _ meaning: WireFrame.Meaning) {
        guard !entry.callIDs.isEmpty else { return }
        let end = End(position: entry.position, number: entry.number, time: entry.time)
        switch meaning {
        case .client:
            for id in entry.callIDs {
                change(id) { call in
                    if call.answers.count < Self.maximumAnswers { call.answers.append(end) }
                }
            }
        case .server(let message):
            let made = message.toolCall?.functionCalls ?? []
            for (id, call) in zip(entry.callIDs, made) {
                let name = String(call.name.prefix(80))
                change(id) {
                    // An id used again is a call of its own.
                    if $0.call != nil { $0 = Call(id: id) }
                    $0.name = name
                    $0.call = end
                }
            }
            for id in entry.callIDs.dropFirst(made.count) { change(id) { $0.cancellation = end } }
        case .close, .undecodable:
            break
        }
    }

    /// The calls that a frame has to do with, as far as they are known.
    func calls(of entry: FrameEntry) -> [Call] {
        entry.callIDs.compactMap { calls[$0] }
            .filter { call in
                let ends = [call.call, call.cancellation] + call.answers
                return ends.contains { $0?.position == entry.position }
            }
    }

    private mutating func change(_ id: String, _ change: (inout Call) -> Void) {
        if calls[id] == nil, let old = order.append(id) { calls[old] = nil }
        change(&calls[id, default: Call(id: id)])
    }
}
