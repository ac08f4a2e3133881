// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine

extension SessionReport {
    /// Reads a bundle to its end.
    ///
    /// - Parameters:
    ///   - reader: At the bundle's beginning.
    ///   - terms: What the session's tokens cost, and how long turns may take.
    /// - Throws: `BundleError` naming file and line.
    package init(
        reading reader: BundleReader,
        terms: SessionTerms = SessionTerms()
    ) throws(BundleError) {
        var reader = reader
        var gathering = ReportGathering(meta: reader.meta, terms: terms)
        while let record = try reader.next() { gathering.apply(record) }
        gathering.finish(isCutShort: reader.isCutShort)
        self = gathering.report
    }
}

/// A report on its way.
private struct ReportGathering {
    private(set) var report: SessionReport
    private let terms: SessionTerms
    private var books: SessionBooks
    private var origin = Duration.zero
    /// The session's turns by number, as far as they are known.
    private var timelines: [Int: TurnTimeline] = [:]
    /// Where the text that is being said stands among the lines.
    private var reply: (line: Int, turn: Int)?
    private var heard: (line: Int, turn: Int)?

    init(meta: BundleMeta, terms: SessionTerms) {
        report = SessionReport(meta: meta, tariff: terms.tariff)
        self.terms = terms
        books = SessionBooks(terms: terms)
    }

    mutating func apply(_ record: BundleRecord) {
        report.duration = max(report.duration, record.time)
        switch record.content {
        case .session(let session, let origin):
            endSession()
            report.sessionCount += 1
            self.origin = origin
            let name = "\(session.model) at \(session.route), \(session.modality)"
            add(.session, "session \(report.sessionCount): \(name)", at: record.time)
        case .gap(let count):
            report.missingEvents += count
            addError("\(count) events are missing: the disk was too slow", at: record.time)
        case .event(let event):
            note(books.apply(event))
            keepTimelines(after: event.kind)
            apply(event.kind, at: record.time)
        }
    }

    mutating func finish(isCutShort: Bool) {
        note(books.advance(to: report.duration - origin))
        endSession()
        report.isCutShort = isCutShort
        if isCutShort { add(.problem, "the recording was cut short here", at: report.duration) }
    }

    private mutating func endSession() {
        for timeline in books.turns.turns { timelines[timeline.turn] = timeline }
        report.turns += timelines.values.sorted { $0.turn < $1.turn }.map {
            SessionReport.Turn(session: report.sessionCount, origin: origin, timeline: $0)
        }
        report.cost = report.cost + books.budget.report(at: report.duration - origin).cost
        timelines = [:]
        books = SessionBooks(terms: terms)
        (reply, heard) = (nil, nil)
    }

    /// The books let go of turns that are long past.
    private mutating func keepTimelines(after kind: SessionEvent.Kind) {
        guard case .turnEnded = kind else { return }
        for timeline in books.turns.turns.suffix(16) { timelines[timeline.turn] = timeline }
    }

    private mutating func note(_ findings: [BookFinding]) {
        for case .fault(let fault) in findings {
            report.faults.append(fault)
            add(.problem, BookFinding.fault(fault).notice.text, at: origin + fault.at)
        }
    }

    // MARK: - Events

    private mutating func apply(_ kind: SessionEvent.Kind, at time: Duration) {
        switch kind {
        case .frame(let frame): apply(frame, at: time)
        case .phase(let phase): apply(phase, at: time)
        case .userText(let text, let turn, .sent): add(.user, text, turn: turn, at: time)
        case .userText(let text, let turn, .lost):
            addError("turn \(turn) was not sent: \(text)", at: time)
        case .modelText(let text, let turn, false): say(text, turn: turn, at: time)
        case .outputTranscript(let transcript, let turn): say(transcript.text, turn: turn, at: time)
        case .inputTranscript(let transcript, let turn):
            hear(transcript.text, turn: turn, at: time)
        case .interrupted(let turn):
            add(.session, "interrupted", turn: turn, at: time)
        case .turnEnded(let end, let turn):
            (reply, heard) = (nil, nil)
            if let reason = end.reason {
                add(.session, "the turn ended with \(reason)", turn: turn, at: time)
            }
        case .toolCall(let calls, let turn): note(calls, turn: turn, at: time)
        case .toolCallCancellation(let ids): cancel(ids, at: time)
        case .usage(let usage, _): report.totalTokens = usage.totalTokenCount
        case .goAway(let timeLeft):
            let left = timeLeft.map { " in \(ReportText.seconds($0))" } ?? ""
            add(.session, "goAway: the server will close the connection\(left)", at: time)
        case .voice(.device(let direction, .lost(let reason))):
            let device = direction == .input ? "microphone" : "speaker"
            add(.problem, "\(device) lost: \(reason)", at: time)
        case .video(.source(let name, .lost(let reason))),
            .video(.source(let name, .unavailable(let reason))):
            add(.problem, "no pictures from \(name): \(reason)", at: time)
        case .notice(let notice) where notice.level == .error:
            addError(notice.text, at: time)
        case .notice(let notice):
            add(notice.level == .info ? .session : .problem, notice.text, at: time)
        case .userText, .modelText, .modelAudio, .generationComplete, .resumption, .tool, .voice,
            .video:
            break
        }
    }

    private mutating func apply(_ phase: SessionPhase, at time: Duration) {
        switch phase {
        case .ready: add(.session, "connected", at: time)
        case .reconnecting(_, let reason):
            report.reconnects += 1
            add(.problem, "reconnecting: \(reason)", at: time)
        case .moving(let reason):
            report.reconnects += 1
            add(.session, "moving to a new connection (\(reason))", at: time)
        case .ended(.closedByUser): add(.session, "ended", at: time)
        case .ended(let end): addError(end.inPlainWords, at: time)
        case .idle, .connecting, .settingUp, .closing: break
        }
    }

    private mutating func apply(_ frame: WireFrame, at time: Duration) {
        report.frameCount += 1
        var kinds: [String] = []
        switch frame.meaning {
        case .client(let message):
            kinds = message.kinds
            if let response = message.toolResponse { answer(response, at: time) }
        case .server(let message): kinds = message.kinds
        case .close(let code, _): kinds = ["close \(code)"]
        case .undecodable(let reason):
            kinds = ["undecodable"]
            addError("frame \(frame.number) is no message of the Live API: \(reason)", at: time)
        }
        guard report.frames.count < SessionReport.frameLimit else { return }
        report.frames.append(
            SessionReport.Frame(
                time: time,
                number: frame.number,
                direction: frame.direction,
                kinds: kinds,
                size: frame.payload.count,
                beginning: ReportText.beginning(of: frame.payload)
            )
        )
    }

    // MARK: - What is said

    private mutating func add(
        _ speaker: SessionReport.Line.Speaker,
        _ text: String,
        turn: Int? = nil,
        at time: Duration
    ) {
        report.lines.append(.init(time: time, speaker: speaker, text: text, turn: turn))
    }

    private mutating func addError(_ text: String, at time: Duration) {
        add(.problem, text, at: time)
        report.errors.append(.init(time: time, speaker: .problem, text: text, turn: nil))
    }

    private mutating func say(_ text: String, turn: Int, at time: Duration) {
        if let reply, reply.turn == turn {
            report.lines[reply.line].text += text
        } else {
            reply = (report.lines.count, turn)
            add(.model, text, turn: turn, at: time)
        }
    }

    private mutating func hear(_ text: String, turn: Int, at time: Duration) {
        if let heard, heard.turn == turn {
            report.lines[heard.line].text += text
        } else {
            heard = (report.lines.count, turn)
            add(.user, text, turn: turn, at: time)
        }
    }

    // MARK: - Tools

    private mutating func note(_ calls: [FunctionCall], turn: Int, at time: Duration) {
        for call in calls {
            let arguments = ReportText.json(.object(call.args))
            report.calls.append(
                .init(time: time, id: call.id, name: call.name, arguments: arguments, turn: turn)
            )
            add(.tool, "\(call.name) \(arguments)", turn: turn, at: time)
        }
    }

    private mutating func answer(_ response: ToolResponse, at time: Duration) {
        for answer in response.functionResponses {
            guard
                let index = report.calls.lastIndex(where: {
                    $0.outcome == .pending
                        && ($0.id.isEmpty ? $0.name == answer.name : $0.id == answer.id)
                })
            else { continue }
            let isError = answer.response["error"] != nil
            report.calls[index].outcome = isError ? .failed : .answered
            report.calls[index].latency = time - report.calls[index].time
            report.calls[index].response = ReportText.json(.object(answer.response))
            if isError {
                let text = "\(answer.name) failed: \(report.calls[index].response)"
                add(.problem, text, turn: report.calls[index].turn, at: time)
            }
        }
    }

    private mutating func cancel(_ ids: [String], at time: Duration) {
        for index in report.calls.indices where ids.contains(report.calls[index].id) {
            report.calls[index].outcome = .cancelled
        }
        add(.problem, "tool calls cancelled: \(ids.joined(separator: ", "))", at: time)
    }
}
