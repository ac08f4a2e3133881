// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine

/// Writes a bundle: what it is given stands in memory until ``flush()``.
///
/// Blocks while the disk does. Media go to the disk before the lines that refer to them.
package final class BundleWriter {
    /// The bundle's folder.
    package let path: String
    private let folder: BundleFolder
    private let redaction: Redaction
    private var meta: BundleMeta
    private var media: MediaWriter
    private let frames: GrowingFile
    private let events: GrowingFile
    private var lineCount = 0
    private var summary = BundleSummary()
    /// The latest session's zero, on the recording's clock.
    private var origin = Duration.zero
    private var timelines = TurnTimelines()

    /// Makes the bundle's folder and files.
    ///
    /// - Throws: `BundleError` when they cannot be made or there is something of that name already.
    package init(path: String, meta: BundleMeta, redaction: Redaction) throws(BundleError) {
        self.path = path
        self.meta = meta
        self.redaction = redaction
        folder = try BundleFolder(making: path)
        try folder.replace(BundleLayout.meta, with: meta.encoded(redaction: redaction))
        media = try MediaWriter(folder: folder)
        frames = try folder.create(BundleLayout.frames)
        events = try folder.create(BundleLayout.events)
    }

    /// A session begins; the offsets of the events that follow count from its zero.
    package func begin(_ session: BundleSession, origin: Duration) {
        self.origin = origin
        timelines = TurnTimelines()
        let members = session.members + [("origin", TimeCoding.json(origin))]
        append(members, named: "session", at: max(origin, .zero))
    }

    /// Takes an entry of the latest session's log.
    package func append(_ event: SessionEvent) throws(BundleError) {
        let time = origin + event.offset
        if case .frame(let frame) = event.kind {
            try append(frame, at: time)
        } else if let name = EventName(event.kind) {
            let members = try EventCoding.members(of: event.kind) {
                (part) throws(BundleError) in try media.keep(part)
            }
            append(members, named: name.rawValue, at: time)
        }
        timelines.apply(event)
        if case .turnEnded(_, let turn) = event.kind { appendLatencies(of: turn, at: time) }
        summary.duration = max(summary.duration, time)
    }

    /// Notes that so many events are missing from here.
    package func appendGap(of count: Int) {
        summary.dropped += count
        append([("count", .integer(Int64(count)))], named: "gap", at: summary.duration)
    }

    /// Hands everything to the system; what was given until now outlives the program.
    package func flush() throws(BundleError) {
        try media.flush()
        try frames.flush()
        try events.flush()
    }

    /// Flushes, and writes down that the bundle is whole.
    package func finish() throws(BundleError) -> BundleSummary {
        try flush()
        meta.summary = summary
        try folder.replace(BundleLayout.meta, with: meta.encoded(redaction: redaction))
        return summary
    }

    private func append(_ frame: WireFrame, at time: Duration) throws(BundleError) {
        media.forgetLatest()
        let (head, json) = try FrameCoding.encode(frame, redaction: redaction) {
            (bytes, mimeType) throws(BundleError) in
            try media.keep(bytes, mimeType: mimeType, direction: frame.direction)
        }
        frames.append(FrameCoding.line(place(at: time) + head, json))
        frames.append(CollectionOfOne(UInt8(ascii: "\n")))
        summary.frames += 1
    }

    private func append(_ members: EventCoding.Members, named name: String, at time: Duration) {
        let head = place(at: time) + [("event", .string(name))]
        var line = JSONValue.object(JSONObject(head + members)).serialized()
        if redaction.isSuspicious(line) {
            line = redaction(.object(JSONObject(head + members))).serialized()
        }
        events.append(line)
        events.append(CollectionOfOne(UInt8(ascii: "\n")))
        summary.events += 1
    }

    /// How long the turn took, for people and scripts; readers find it out themselves.
    private func appendLatencies(of turn: Int, at time: Duration) {
        guard let timeline = timelines[turn] else { return }
        let latencies = [
            ("reply", timeline.replyLatency), ("sound", timeline.soundLatency),
            ("audible", timeline.audibleLatency),
        ]
        let members = latencies.compactMap { name, latency in
            latency.map { (name, TimeCoding.json($0)) }
        }
        guard !members.isEmpty else { return }
        append(EventCoding.turn(turn) + members, named: "latency", at: time)
    }

    /// A line's place among all lines of both files, and its time.
    private func place(at time: Duration) -> EventCoding.Members {
        defer { lineCount += 1 }
        return [
            ("i", .integer(Int64(lineCount))), ("t", TimeCoding.json(time)),
            ("wall", .string(TimeCoding.wall(meta.started + time))),
        ]
    }
}
