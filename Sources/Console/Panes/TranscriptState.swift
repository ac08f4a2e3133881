// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine
package import TerminalUI

/// What was said, and where the transcript is scrolled to.
package struct TranscriptState: PaneState {
    /// The first visible row: an entry, and a row within it.
    struct Anchor: Equatable {
        var entry: Int
        var row: Int
    }

    /// The entries, oldest first; an entry's number is its index plus ``dropped``.
    package internal(set) var entries: [TranscriptEntry] = []
    /// Entries let go of to stay within the capacity.
    package private(set) var dropped = 0
    /// Whether anybody has said anything yet.
    private(set) var hasConversation = false
    var profile: SessionProfile
    /// Nil while following.
    var anchor: Anchor?
    let glyphs: GlyphSet
    /// The keys that connect again, as a person is told of them.
    private let connectKeys: String
    private let capacity: Int
    private var audioInTurn: Duration = .zero
    /// The latest reply that was cut short, and how much of it was heard.
    var cut: HeardShare?
    /// Devices that were said to be in trouble.
    var troubles: [SoundDirection: DeviceTrouble] = [:]

    init(profile: SessionProfile, glyphs: GlyphSet, connectKeys: String, capacity: Int) {
        self.profile = profile
        self.glyphs = glyphs
        self.connectKeys = connectKeys
        self.capacity = max(capacity, 1)
    }

    /// An entry that would grow beyond this many bytes goes on in a new one, so that no single
    /// entry is costly to wrap.
    static let maximumEntryBytes = 16 << 10

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        switch event {
        case .phase(let phase):
            apply(phase, at: time)
        case .userText(let text, let turn, let delivery):
            apply(text, turn: turn, delivery, at: time)
        case .modelText(let text, let turn, let isThought):
            extend(.model(isThought ? .thought : .text), turn, with: text, at: time)
        case .modelAudio(let part, _):
            audioInTurn += part.duration
        case .inputTranscript(let transcription, let turn):
            extend(.heard, turn, with: transcription.text, at: time)
        case .outputTranscript(let transcription, let turn):
            extend(.model(.spoken), turn, with: transcription.text, at: time)
        case .interrupted(let turn):
            close(turn)
            markInterruption(of: turn, at: time)
        case .turnEnded(let end, let turn):
            apply(end, turn: turn, at: time)
        case .toolCall(let calls, let turn):
            apply(calls, turn: turn, at: time)
        case .tool(let event):
            apply(event, at: time)
        case .goAway(let timeLeft):
            let when = timeLeft.map { "in \(TimeText.length($0))" } ?? "soon"
            append(.session(.warning), 0, "server will close the connection \(when)", at: time)
        case .voice(let event):
            apply(event, at: time)
        case .video(let event):
            apply(event, at: time)
        case .notice(let notice):
            append(.notice(notice.level), 0, notice.text, at: time)
        case .frame, .generationComplete, .usage, .resumption, .toolCallCancellation:
            break
        }
    }

    private mutating func apply(_ phase: SessionPhase, at time: Duration) {
        switch phase {
        case .moving(let reason):
            close(nil)
            append(.session(.info), 0, "moving (\(reason))", at: time, isOpen: true)
        // On the way to another connection, one line stands for all that.
        case .connecting(1) where entries.last?.isMoving == true:
            break
        case .connecting(let attempt):
            let tries = attempt > 1 ? ", attempt \(attempt)" : ""
            append(
                .session(.info),
                0,
                "connecting to \(profile.route)\(tries)",
                at: time,
                isOpen: true
            )
        case .ready:
            var text = "connected to \(profile.route)"
            if let last = entries.last, last.isMoving {
                text = "moved to a new connection" + last.text.dropFirst("moving".count)
            }
            if let last = entries.indices.last, entries[last].kind == .session(.info),
                entries[last].isOpen
            {
                entries.removeLast()
            }
            append(.session(.info), 0, text, at: time)
        case .reconnecting(let attempt, let reason):
            close(nil)
            let tries = attempt > 1 ? " (attempt \(attempt))" : ""
            let text = "connecting again: \(reason)\(tries)"
            append(.session(.warning), 0, text, at: time)
        case .ended(let end):
            close(nil)
            endCalls()
            append(.session(end.isProblem ? .error : .info), 0, end.inPlainWords, at: time)
            let text = "to connect again send a message, or press \(connectKeys)"
            append(.advice, 0, text, at: time)
        case .idle, .settingUp, .closing:
            break
        }
    }

    private mutating func apply(
        _ text: String,
        turn: Int,
        _ delivery: SessionEvent.Delivery,
        at time: Duration
    ) {
        let text = TerminalText.sanitized(text, glyphs: glyphs)
        // What waits may be sent or lost; what was sent may still prove lost with its connection.
        let waiting = entries.lastIndex { entry in
            entry.turn == turn && entry.text == text
                && (entry.kind == .typed(.queued)
                    || entry.kind == .typed(.sent) && delivery == .lost)
        }
        if delivery != .queued, let waiting {
            entries[waiting].kind = .typed(delivery)
        } else {
            append(.typed(delivery), turn, text, at: time)
        }
        hasConversation = true
    }

    private mutating func apply(_ end: TurnEnd, turn: Int, at time: Duration) {
        close(turn)
        var words = [end.reason, end.interactionStatus].compactMap(\.self)
        if end.isWaitingForInput { words.append("waiting for input") }
        if audioInTurn > .zero { words.append("\(TimeText.length(audioInTurn)) of audio") }
        audioInTurn = .zero
        // An interrupted turn has its own mark; its end is worth a row only if it says more.
        if end.wasInterrupted, words.isEmpty { return }
        mark(
            .turnEnd,
            turn,
            (["turnComplete"] + words).joined(separator: " \(glyphs.table.dot) "),
            at: time
        )
    }

    /// Appends to the open entry of the same kind and turn, or begins one.
    private mutating func extend(
        _ kind: TranscriptEntry.Kind,
        _ turn: Int,
        with piece: String,
        at time: Duration
    ) {
        guard !piece.isEmpty else { return }
        hasConversation = true
        var rest = TerminalText.sanitized(piece, glyphs: glyphs)[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.maximumEntryBytes)
            rest = rest[part.endIndex...]
            add(kind, turn, String(part), at: time)
        }
        if kind == .model(.spoken), cut?.turn == turn { markUnheard() }
    }

    private mutating func add(
        _ kind: TranscriptEntry.Kind,
        _ turn: Int,
        _ text: String,
        at time: Duration
    ) {
        // Streams of one turn interleave, so the open entry need not be the last one; it is near.
        let open = entries.indices.suffix(16).last { index in
            entries[index].isOpen && entries[index].kind == kind && entries[index].turn == turn
        }
        if let open, entries[open].text.utf8.count < Self.maximumEntryBytes {
            entries[open].text += text
        } else {
            append(kind, turn, text, at: time, isOpen: true, isSanitized: true)
        }
    }

    /// Nothing more is appended to the entries of a turn, or of any turn.
    private mutating func close(_ turn: Int?) {
        for index in entries.indices.suffix(16) where turn == nil || entries[index].turn == turn {
            entries[index].isOpen = false
        }
    }

    /// Adds a mark to a turn: below its words, also when the next turn's have begun.
    mutating func mark(
        _ kind: TranscriptEntry.Kind,
        _ turn: Int,
        _ text: String,
        at time: Duration
    ) {
        let words = entries.indices.suffix(16).last { entries[$0].turn == turn }
        guard let words, words + 1 < entries.endIndex else {
            append(kind, turn, text, at: time)
            return
        }
        let text = TerminalText.sanitized(text, glyphs: glyphs)
        let mark = TranscriptEntry(time: time, kind: kind, turn: turn, text: text, isOpen: false)
        entries.insert(mark, at: words + 1)
        // Who has scrolled keeps seeing the same rows.
        if let seen = anchor?.entry, seen - dropped > words { anchor?.entry += 1 }
    }

    mutating func append(
        _ kind: TranscriptEntry.Kind,
        _ turn: Int,
        _ text: String,
        at time: Duration,
        isOpen: Bool = false,
        isSanitized: Bool = false
    ) {
        let text = isSanitized ? text : TerminalText.sanitized(text, glyphs: glyphs)
        entries.append(
            TranscriptEntry(time: time, kind: kind, turn: turn, text: text, isOpen: isOpen)
        )
        // Removing in batches keeps appending cheap.
        let excess = entries.count - capacity
        if excess > capacity / 8 {
            entries.removeFirst(excess)
            dropped += excess
        }
    }

    package var isFollowing: Bool? {
        get { anchor == nil }
        set { anchor = newValue == true ? nil : anchor ?? Anchor(entry: dropped, row: 0) }
    }

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        let view = TranscriptView(
            state: self,
            layout: TranscriptLayout(width: viewport.width, glyphs: glyphs)
        )
        switch motion {
        case .top: anchor = Anchor(entry: dropped, row: 0)
        case .bottom: anchor = nil
        default:
            guard let rows = motion.rows(height: viewport.height) else { return }
            anchor = view.anchor(movedBy: rows, height: viewport.height)
        }
    }

    /// The turn in view: the first one from the top, or the latest while following.
    package var chosenTurn: Int? {
        guard let anchor else { return entries.last { $0.turn > 0 }?.turn }
        let visible = entries.dropFirst(max(anchor.entry - dropped, 0))
        return visible.first { $0.turn > 0 }?.turn
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        TranscriptPane(state: self, scene: scene)
    }
}
