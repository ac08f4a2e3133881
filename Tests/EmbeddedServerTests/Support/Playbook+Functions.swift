// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension Playbook {
    /// The client returns a result for calls of one reply, by their numbers, in one message.
    mutating func returned(
        _ calls: Int...,
        reply: Int = 1,
        scheduling: String? = nil
    ) -> [String] {
        let schedule = scheduling.map { #","scheduling":"\#($0)""# } ?? ""
        let responses = calls.map { call in
            #"{"id":"function-call-\#(reply)-\#(call)","response":{"result":"ok"}\#(schedule)}"#
        }
        let list = responses.joined(separator: ",")
        return client(#"{"toolResponse":{"functionResponses":[\#(list)]}}"#)
    }

    func line(_ call: ToolCall) -> String {
        let calls = call.functionCalls.map { call in
            let args = JSONValue.object(call.args).serialized(asciiOnly: false)
            return "\(call.id) \(call.name) \(String(decoding: args, as: UTF8.self))"
        }
        return "call " + calls.joined(separator: ", ")
    }
}

extension String {
    /// `turnComplete` without the tokens it reports.
    var withoutCounts: String { hasPrefix("turnComplete") ? "turnComplete" : self }
}
