// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// Reads a bundle record by record, in the order in which they were written.
///
/// Only a few lines are in memory at a time. A bundle that was cut short ends where it was cut; one
/// that is wrong anywhere else is refused, with file and line.
package struct BundleReader {
    /// The bundle's folder.
    package let path: String
    package let meta: BundleMeta
    private let folder: BundleFolder
    private let media: MediaReader
    private var frames: NumberedLines
    private var events: NumberedLines
    private var origin = Duration.zero
    private var recordCount = 0

    /// Opens a bundle.
    ///
    /// - Throws: `BundleError` when it is none, or of another format.
    package init(path: String) throws(BundleError) {
        self.path = path
        folder = try BundleFolder(opening: path)
        guard let file = try folder.open(BundleLayout.meta) else {
            throw BundleError(
                path: path,
                reason: "not a recorded session: there is no \(BundleLayout.meta) in it"
            )
        }
        guard file.size <= BundleLayout.maxMetaBytes else {
            throw BundleError(path: file.path, reason: "larger than any that is written")
        }
        meta = try BundleMeta(
            decoding: file.read(at: 0, count: BundleLayout.maxMetaBytes),
            path: file.path
        )
        media = try MediaReader(folder: folder)
        frames = try NumberedLines(folder.open(BundleLayout.frames))
        events = try NumberedLines(folder.open(BundleLayout.events))
    }

    /// Whether the bundle's end is missing; known when everything has been read.
    package var isCutShort: Bool { meta.summary == nil || frames.isCut || events.isCut }

    /// The time of the last record.
    ///
    /// Where the bundle was cut short, it is found at the ends of the files, not by reading them.
    package var duration: Duration {
        if let summary = meta.summary { return summary.duration }
        return max(frames.lastTime, events.lastTime)
    }

    /// Goes back to the beginning.
    package mutating func rewind() {
        frames.rewind()
        events.rewind()
        origin = .zero
        recordCount = 0
    }

    /// The next record; nil after the last.
    ///
    /// - Throws: `BundleError` naming file and line.
    package mutating func next() throws(BundleError) -> BundleRecord? {
        while true {
            let (frame, event) = (try frames.peek(), try events.peek())
            recordCount += 1
            guard recordCount <= BundleLayout.maxRecords else {
                throw BundleError(path: path, reason: "more lines than any session has")
            }
            switch (frame, event) {
            case (nil, nil): return nil
            case (let frame?, nil):
                return try take(frame: frame)
            case (let frame?, let event?) where frame.index < event.index:
                return try take(frame: frame)
            case (_, let event?):
                if let record = try take(event: event) { return record }
            }
        }
    }

    private mutating func take(frame line: NumberedLine) throws(BundleError) -> BundleRecord {
        defer { frames.take() }
        do throws(EventFields.Failure) {
            let fields = EventFields(object: line.head)
            let time = try fields.time("t")
            let frame = try FrameCoding.frame(fields, json: line.json, load: media.load)
            return event(.frame(frame), at: time)
        } catch {
            throw frames.failure(error.reason)
        }
    }

    /// Nil for lines that tell nothing new, such as latencies, and for those of later programs.
    private mutating func take(event line: NumberedLine) throws(BundleError) -> BundleRecord? {
        defer { events.take() }
        do throws(EventFields.Failure) {
            let fields = EventFields(object: line.head)
            let (time, name) = (try fields.time("t"), try fields.text("event"))
            switch name {
            case "session":
                origin = try fields.time("origin")
                let session = try BundleSession(fields)
                return BundleRecord(time: time, content: .session(session, origin: origin))
            case "gap":
                return BundleRecord(time: time, content: .gap(try fields.count("count")))
            default:
                guard let name = EventName(rawValue: name) else { return nil }
                return event(try EventCoding.kind(name, fields, load: media.load), at: time)
            }
        } catch {
            throw events.failure(error.reason)
        }
    }

    private func event(_ kind: SessionEvent.Kind, at time: Duration) -> BundleRecord {
        BundleRecord(
            time: time,
            content: .event(SessionEvent(offset: time - origin, kind: kind))
        )
    }
}

/// One line with its place among the lines of both files.
private struct NumberedLine {
    var index: Int
    var head: JSONObject
    var json: [UInt8]?
}

/// The lines of one of the two files, the next one in view.
private struct NumberedLines {
    private let file: ReadableFile?
    private var lines: LineReader?
    private var next: NumberedLine?
    private var lastIndex = -1

    init(_ file: ReadableFile?) {
        self.file = file
        lines = file.map(LineReader.init)
    }

    var isCut: Bool { lines?.isCut ?? true }

    /// The time of the last whole line; zero where there is none or it is too long to look for.
    var lastTime: Duration {
        guard let file else { return .zero }
        let start = max(file.size - Self.tailBytes, 0)
        guard let tail = try? file.read(at: start, count: Self.tailBytes) else { return .zero }
        // The first piece may be the rest of a line, the last one has no end.
        for line in tail.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .dropLast().reversed()
        {
            guard let head = try? FrameCoding.split(Array(line)).head,
                let time = TimeCoding.duration(head["t"])
            else { continue }
            return time
        }
        return .zero
    }

    private static let tailBytes = 1 << 20

    mutating func rewind() {
        self = NumberedLines(file)
    }

    mutating func peek() throws(BundleError) -> NumberedLine? {
        if let next { return next }
        guard let text = try lines?.next() else { return nil }
        let parts: (head: JSONObject, json: [UInt8]?)
        do throws(JSONError) { parts = try FrameCoding.split(text) } catch {
            throw failure("\(error)")
        }
        guard let index = parts.head["i"]?.integerValue, index > lastIndex, index < 1 << 48 else {
            throw failure("expected \"i\" to be a whole number above that of the line before")
        }
        lastIndex = Int(index)
        next = NumberedLine(index: lastIndex, head: parts.head, json: parts.json)
        return next
    }

    mutating func take() {
        next = nil
    }

    func failure(_ reason: String) -> BundleError {
        BundleError(path: lines?.file.path ?? "", line: lines?.line, reason: reason)
    }
}
