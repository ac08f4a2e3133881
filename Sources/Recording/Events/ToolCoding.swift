// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// What became of a function call, as lines hold it.
enum ToolCoding {
    private enum State: String, CaseIterable {
        case awaitingConfirmation, awaitingAnswer, held, queued, running
        case finished, failed, timedOut, cancelled, late, duplicate

        static let all = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    }

    private enum Means: String, CaseIterable {
        case command, reply, hand, nothing

        static let all = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    }

    static func members(of event: ToolEvent) -> EventCoding.Members {
        var members: EventCoding.Members = [
            ("id", .string(event.id)), ("name", .string(event.name)),
            ("arguments", .object(event.arguments)), ("latency", TimeCoding.json(event.latency)),
            ("argumentBytes", .integer(Int64(event.argumentBytes))),
            ("responseBytes", .integer(Int64(event.responseBytes))),
        ]
        if let limit = event.timeLimit { members.append(("timeLimit", TimeCoding.json(limit))) }
        if !event.diagnostics.isEmpty {
            members.append(("diagnostics", .string(event.diagnostics)))
        }
        return members + self.members(of: event.state) + self.members(of: event.means)
    }

    static func event(_ fields: EventFields) throws(EventFields.Failure) -> ToolEvent {
        ToolEvent(
            id: try fields.text("id"),
            name: try fields.text("name"),
            arguments: try object("arguments", fields),
            means: try means(fields),
            state: try state(fields),
            timeLimit: fields.object["timeLimit"] == nil ? nil : try fields.time("timeLimit"),
            latency: try fields.time("latency"),
            argumentBytes: try fields.count("argumentBytes"),
            responseBytes: try fields.count("responseBytes"),
            diagnostics: try fields.optionalText("diagnostics") ?? ""
        )
    }

    private static func members(of state: ToolEvent.State) -> EventCoding.Members {
        func member(_ word: State, _ more: (String, JSONValue)...) -> EventCoding.Members {
            [("state", .string(word.rawValue))] + more
        }
        return switch state {
        case .awaitingConfirmation: member(.awaitingConfirmation)
        case .awaitingAnswer: member(.awaitingAnswer)
        case .held: member(.held)
        case .queued: member(.queued)
        case .running: member(.running)
        case .finished(let response): member(.finished, ("response", .object(response)))
        case .failed(let reason): member(.failed, ("reason", .string(reason)))
        case .timedOut: member(.timedOut)
        case .cancelled: member(.cancelled)
        case .late(let response): member(.late, ("response", .object(response)))
        case .duplicate: member(.duplicate)
        }
    }

    private static func state(_ fields: EventFields) throws(EventFields.Failure) -> ToolEvent.State
    {
        switch try fields.word("state", State.all) {
        case .awaitingConfirmation: .awaitingConfirmation
        case .awaitingAnswer: .awaitingAnswer
        case .held: .held
        case .queued: .queued
        case .running: .running
        case .finished: .finished(try object("response", fields))
        case .failed: .failed(try fields.text("reason"))
        case .timedOut: .timedOut
        case .cancelled: .cancelled
        case .late: .late(try object("response", fields))
        case .duplicate: .duplicate
        }
    }

    private static func members(of means: ToolEvent.Means) -> EventCoding.Members {
        func member(_ word: Means, _ more: (String, JSONValue)...) -> EventCoding.Members {
            [("means", .string(word.rawValue))] + more
        }
        return switch means {
        case .command(let arguments, let directory):
            member(
                .command,
                ("command", .array(arguments.map { .string($0) })),
                ("directory", .string(directory))
            )
        case .reply(let reply): member(.reply, ("reply", .object(reply)))
        case .hand: member(.hand)
        case .nothing: member(.nothing)
        }
    }

    private static func means(_ fields: EventFields) throws(EventFields.Failure) -> ToolEvent.Means
    {
        switch try fields.word("means", Means.all) {
        case .command:
            .command(try fields.texts("command"), directory: try fields.text("directory"))
        case .reply: .reply(try object("reply", fields))
        case .hand: .hand
        case .nothing: .nothing
        }
    }

    private static func object(
        _ key: String,
        _ fields: EventFields
    ) throws(EventFields.Failure) -> JSONObject {
        guard let object = fields.object[key]?.objectValue else {
            throw EventFields.Failure(key, "an object")
        }
        return object
    }
}
