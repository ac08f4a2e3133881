// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// One thing a rule of a script does.
package enum ScriptStep: Sendable {
    /// The first of these whose slots can all be filled; without one the rule does not apply.
    case reply([ReplyTemplate])
    /// As `reply`, for clients that ask for thoughts.
    case thought([ReplyTemplate])
    /// Nothing at all: the turn ends without a word.
    case quiet
    case call([Call])
    case delay(Duration)
    case stall
    case frame(String)
    case malformed(MalformedFrame)
    /// A well-formed message of so many bytes.
    case oversized(Int)
    case audioChunk(Int)
    case interrupt
    case goAway(Duration)
    case loseHandles
    case close(SessionClose)

    /// A function to call, with slots in its arguments.
    package struct Call: Sendable {
        package var name: String
        package var args: [(name: String, value: Argument)]
    }

    /// An argument as a script has it.
    package indirect enum Argument: Sendable {
        case text(ReplyTemplate)
        case value(JSONValue)
        case list([Argument])
        case table([(name: String, value: Argument)])

        /// The argument with its slots filled, or nil when one stays empty.
        func filled(by values: (ReplyTemplate.Slot) -> String?) -> JSONValue? {
            switch self {
            case .text(let template): return template.filled(by: values).map(JSONValue.string)
            case .value(let value): return value
            case .list(let items):
                let filled = items.compactMap { $0.filled(by: values) }
                return filled.count == items.count ? .array(filled) : nil
            case .table(let members):
                return Self.filled(members, by: values).map(JSONValue.object)
            }
        }

        static func filled(
            _ members: [(name: String, value: Argument)],
            by values: (ReplyTemplate.Slot) -> String?
        ) -> JSONObject? {
            let filled = members.compactMap { member in
                member.value.filled(by: values).map { (member.name, $0) }
            }
            return filled.count == members.count ? JSONObject(filled) : nil
        }

        var templates: [ReplyTemplate] {
            switch self {
            case .text(let template): [template]
            case .value: []
            case .list(let items): items.flatMap(\.templates)
            case .table(let members): members.flatMap(\.value.templates)
            }
        }
    }

    /// The templates whose slots have to exist.
    var templates: [ReplyTemplate] {
        switch self {
        case .reply(let templates), .thought(let templates): templates
        case .call(let calls): calls.flatMap(\.args).flatMap(\.value.templates)
        default: []
        }
    }
}

/// Ways a frame can be wrong.
package enum MalformedFrame: String, Sendable, CaseIterable {
    /// JSON that stops in the middle.
    case cut
    /// No JSON at all.
    case text
    /// Bytes that are no UTF-8.
    case utf8
    /// Known fields with values of the wrong type.
    case types
    /// A message of a kind nobody knows.
    case unknown

    package var bytes: [UInt8] {
        switch self {
        case .cut: Array(#"{"serverContent":{"modelTurn":{"parts":[{"te"#.utf8)
        case .text: Array("this is no JSON".utf8)
        case .utf8:
            Array(#"{"serverContent":{"modelTurn":{"parts":[{"text":""#.utf8) + [0xC3, 0x28]
        case .types: Array(#"{"serverContent":{"modelTurn":"soon","turnComplete":"no"}}"#.utf8)
        case .unknown: Array(#"{"neverHeardOf":{"x":1}}"#.utf8)
        }
    }
}
