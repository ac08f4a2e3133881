// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TOMLFile
import WebSocketNIO

/// Reads what a rule does: the keys of the rule itself, then its `steps`.
struct ScriptStepReader {
    /// The largest frame a script may ask for.
    static let maximumFrameBytes = 64 << 20

    let table: TOMLReader

    /// The steps of a rule, in order.
    func all() throws(TOMLError) -> [ScriptStep] {
        var steps = try own()
        for (index, step) in try table.tables("steps").enumerated() {
            let found = try ScriptStepReader(table: step).own()
            guard !found.isEmpty else {
                throw step.error(nil, "expected something to do in step \(index + 1)")
            }
            steps += found
        }
        return steps
    }

    /// What one table asks for; when it asks for several things, in this order.
    private func own() throws(TOMLError) -> [ScriptStep] {
        var steps: [ScriptStep] = []
        if let delay = try table.duration("delay") { steps.append(.delay(delay)) }
        if let bytes = try table.int("audio_chunk", in: 1...1_000_000) {
            steps.append(.audioChunk(bytes))
        }
        let thoughts = try Script.templates(table, "thought")
        if !thoughts.isEmpty { steps.append(.thought(thoughts)) }
        let replies = try Script.templates(table, "reply")
        if !replies.isEmpty { steps.append(.reply(replies)) }
        if try table.bool("quiet") == true { steps.append(.quiet) }
        let calls = try calls()
        if !calls.isEmpty { steps.append(.call(calls)) }
        if let frame = try table.string("frame") { steps.append(.frame(frame)) }
        if let kind = try table.choice("malformed", as: MalformedFrame.self) {
            steps.append(.malformed(kind))
        }
        if let bytes = try table.int("oversized", in: 64...Self.maximumFrameBytes) {
            steps.append(.oversized(bytes))
        }
        if let time = try table.duration("go_away") { steps.append(.goAway(time)) }
        if try table.bool("lose_handles") == true { steps.append(.loseHandles) }
        if try table.bool("interrupt") == true { steps.append(.interrupt) }
        if try table.bool("stall") == true { steps.append(.stall) }
        if let close = try close() { steps.append(.close(close)) }
        return steps
    }

    private func close() throws(TOMLError) -> SessionClose? {
        guard let close = try table.table("close") else { return nil }
        let code = try close.required("code") { key throws(TOMLError) in
            try close.int(key, in: 1000...4999)
        }
        guard CloseCode(rawValue: UInt16(code)).isSendable else {
            throw close.error("code", "expected a close code that may be sent, such as 1011")
        }
        return SessionClose(UInt16(code), try close.string("reason") ?? "")
    }

    /// One call or an array of them, to be made side by side.
    private func calls() throws(TOMLError) -> [ScriptStep.Call] {
        guard let node = table.node("call") else { return [] }
        if node.value.arrayValue != nil {
            var calls: [ScriptStep.Call] = []
            for reader in try table.tables("call") { calls.append(try call(reader)) }
            return calls
        }
        guard let reader = try table.table("call") else { return [] }
        return [try call(reader)]
    }

    private func call(_ reader: TOMLReader) throws(TOMLError) -> ScriptStep.Call {
        let name = try reader.required("name", reader.string)
        guard let args = try reader.table("args") else {
            return ScriptStep.Call(name: name, args: [])
        }
        return ScriptStep.Call(name: name, args: try members(of: args.table, args))
    }

    private func members(
        of table: TOMLTable,
        _ reader: TOMLReader
    ) throws(TOMLError) -> [(name: String, value: ScriptStep.Argument)] {
        var members: [(name: String, value: ScriptStep.Argument)] = []
        for key in table.keys {
            // Asking makes the key known; arguments are free.
            _ = reader.node(key)
            if let node = table[key] { members.append((key, try argument(node, reader))) }
        }
        return members
    }

    private func argument(
        _ node: TOMLNode,
        _ reader: TOMLReader
    ) throws(TOMLError) -> ScriptStep.Argument {
        switch node.value {
        case .string(let source):
            do {
                return .text(try ReplyTemplate(source))
            } catch {
                throw reader.error(nil, "expected \(error)")
            }
        case .integer(let value): return .value(.integer(value))
        case .double(let value): return .value(.double(value))
        case .bool(let value): return .value(.bool(value))
        case .other(let text): return .value(.string(text))
        case .table(let table): return .table(try members(of: table, reader))
        case .array(let nodes):
            var items: [ScriptStep.Argument] = []
            for node in nodes { items.append(try argument(node, reader)) }
            return .list(items)
        }
    }
}
