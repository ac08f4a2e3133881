// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What `meta.json` says of a bundle.
package struct BundleMeta: Sendable, Equatable {
    /// The program that wrote it, such as `live-console 0.1.0`.
    package var program: String
    /// Wall time of the recording's zero, since 1970 in coordinated universal time.
    package var started: Duration
    /// Local time of day at the recording's zero.
    package var timeOfDay: Duration
    /// The first session.
    package var session: BundleSession
    /// The setup message of the first session.
    package var setup: JSONValue
    /// What there is to be said at the end; nil when the recording was cut short.
    package var summary: BundleSummary?

    package init(
        program: String,
        started: Duration,
        timeOfDay: Duration = .zero,
        session: BundleSession,
        setup: JSONValue = [:]
    ) {
        self.program = program
        self.started = started
        self.timeOfDay = timeOfDay
        self.session = session
        self.setup = setup
    }
}

/// What a recorded session talked to, in the words of the console's status bar.
package struct BundleSession: Sendable, Equatable {
    package var route: String
    package var model: String
    package var voice: String?
    /// `AUDIO` or `TEXT`.
    package var modality: String
    /// `auto` or `manual`.
    package var turnDetection: String
    /// The names of the declared functions.
    package var tools: [String]

    package init(
        route: String,
        model: String,
        voice: String? = nil,
        modality: String = "TEXT",
        turnDetection: String = "auto",
        tools: [String] = []
    ) {
        self.route = route
        self.model = model
        self.voice = voice
        self.modality = modality
        self.turnDetection = turnDetection
        self.tools = tools
    }
}

/// What a recording came to.
package struct BundleSummary: Sendable, Equatable {
    package var duration: Duration = .zero
    package var frames = 0
    package var events = 0
    /// Events that the disk was too slow for.
    package var dropped = 0

    package init() {}
}

extension BundleMeta {
    /// The file's text.
    func encoded(redaction: Redaction) -> [UInt8] {
        var object: JSONObject = [
            "format": .integer(Int64(BundleLayout.version)),
            "program": .string(program),
            "started": .string(TimeCoding.wall(started)),
            "timeOfDay": TimeCoding.json(timeOfDay),
            "session": .object(JSONObject(session.members)),
            "setup": setup,
        ]
        if let summary {
            object["summary"] = [
                "duration": TimeCoding.json(summary.duration),
                "frames": .integer(Int64(summary.frames)),
                "events": .integer(Int64(summary.events)),
                "dropped": .integer(Int64(summary.dropped)),
            ]
        }
        return redaction(.object(object)).serialized(pretty: true) + [UInt8(ascii: "\n")]
    }

    /// Reads the file's text.
    ///
    /// - Throws: `BundleError` when it is not the format this program reads.
    init(decoding text: [UInt8], path: String) throws(BundleError) {
        let fields: EventFields
        do throws(JSONError) {
            fields = EventFields(object: try JSONValue(parsing: text).objectValue ?? [:])
        } catch {
            throw BundleError(path: path, reason: "not JSON: \(error)")
        }
        guard let format = fields.object["format"]?.integerValue else {
            throw BundleError(path: path, reason: "expected \"format\" to be a whole number")
        }
        guard format == BundleLayout.version else {
            throw BundleError(
                path: path,
                reason:
                    "the bundle has format \(format); this program reads \(BundleLayout.version)"
            )
        }
        do throws(EventFields.Failure) {
            program = try fields.text("program")
            guard let time = TimeCoding.sinceEpoch(wall: try fields.text("started")) else {
                throw EventFields.Failure("started", "a time such as 2026-11-22T22:45:06.000Z")
            }
            started = time
            timeOfDay = TimeCoding.duration(fields.object["timeOfDay"]) ?? .zero
            session = try BundleSession(
                EventFields(object: fields.object["session"]?.objectValue ?? [:])
            )
            setup = fields.object["setup"] ?? [:]
            summary = try fields.object["summary"]?.objectValue.map {
                (object) throws(EventFields.Failure) in
                try BundleSummary(EventFields(object: object))
            }
        } catch {
            throw BundleError(path: path, reason: error.reason)
        }
    }
}

extension BundleSession {
    var members: EventCoding.Members {
        var members: EventCoding.Members = [
            ("route", .string(route)), ("model", .string(model)), ("modality", .string(modality)),
            ("turnDetection", .string(turnDetection)),
        ]
        if let voice { members.append(("voice", .string(voice))) }
        if !tools.isEmpty { members.append(("tools", .array(tools.map { .string($0) }))) }
        return members
    }

    init(_ fields: EventFields) throws(EventFields.Failure) {
        self.init(
            route: try fields.text("route"),
            model: try fields.text("model"),
            voice: try fields.optionalText("voice"),
            modality: try fields.word("modality", ["AUDIO": "AUDIO", "TEXT": "TEXT"]),
            turnDetection: try fields.word("turnDetection", ["auto": "auto", "manual": "manual"]),
            tools: fields.object["tools"] == nil ? [] : try fields.texts("tools")
        )
    }
}

extension BundleSummary {
    init(_ fields: EventFields) throws(EventFields.Failure) {
        duration = max(try fields.time("duration"), .zero)
        frames = try fields.count("frames")
        events = try fields.count("events")
        dropped = try fields.count("dropped")
    }
}
