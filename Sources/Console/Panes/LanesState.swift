// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
import TerminalUI
import Voice

/// Who spoke when, and what cut in.
package struct LanesState: PaneState {
    /// What was heard in one step of time.
    struct Step: Sendable, Equatable {
        /// Eighths of the way from silence to full scale.
        var user: UInt8 = 0
        var model: UInt8 = 0
        /// Whether our own detector heard speech.
        var isSpeech = false

        /// The louder of both, for columns of several steps.
        func joined(_ other: Step) -> Step {
            Step(
                user: max(user, other.user),
                model: max(model, other.model),
                isSpeech: isSpeech || other.isSpeech
            )
        }
    }

    /// The lengths of time that fit the screen, by choice.
    static let windows: [Duration] = [10, 30, 60, 120, 300].map { .seconds($0) }
    private static let stepMilliseconds = 100

    private var steps = TimeBins(
        stepMilliseconds: stepMilliseconds,
        // The longest window, and a column of it more.
        capacity: 300_000 / stepMilliseconds + 64,
        blank: Step()
    )
    /// Oldest first.
    private(set) var marks = Ring<LaneMark>(capacity: 256)
    /// The stretch of time that was dragged over.
    var selection: ClosedRange<Duration>?
    private var zoom = 1
    private(set) var now: Duration = .zero
    /// The time at the right end; nil while that is now.
    var end: Duration?
    private(set) var turnStarts = TurnStarts()
    /// When something last happened that the lanes show.
    private var lastActivity: Duration?
    private var lostDevices: Set<SoundDirection> = []
    private let glyphs: GlyphSet

    init(glyphs: GlyphSet) {
        self.glyphs = glyphs
    }

    /// The length of time shown.
    package var window: Duration { Self.windows[zoom] }

    /// Shows a longer (1) or shorter (-1) time; returns false at either end.
    mutating func zoom(_ step: Int) -> Bool {
        guard Self.windows.indices.contains(zoom + step) else { return false }
        zoom += step
        return true
    }

    /// Notes the levels of a moment; returns whether the lanes look different for it.
    mutating func record(_ snapshot: VoiceSnapshot, at time: Duration) -> Bool {
        now = max(now, time)
        let microphone = snapshot.microphone
        let isHeard = (microphone.isOpen || microphone.isOn) && !microphone.isGated
        let step = Step(
            user: isHeard ? microphone.levels.laneHeight : 0,
            model: snapshot.speaker.levels.laneHeight,
            isSpeech: isHeard && microphone.isSpeech
        )
        if step != Step() { lastActivity = now }
        return steps.update(at: time) { $0 = $0.joined(step) }
    }

    /// Goes on in time.
    mutating func advance(to time: Duration) {
        now = max(now, time)
    }

    /// When lanes of this many columns next move on; nil when they show nothing that moves.
    func nextMove(columns: Int) -> Duration? {
        guard end == nil, let lastActivity, now - lastActivity <= window, columns > 0 else {
            return nil
        }
        let next = Double(column(of: now, columns) + 1) * columnMilliseconds(columns)
        return .milliseconds(Int(next.rounded(.up)))
    }

    /// A new session begins; its turns count from 1 again.
    mutating func sessionOpened() {
        turnStarts = TurnStarts()
    }

    package var isFollowing: Bool? {
        get { end == nil }
        set { end = newValue == true ? nil : end ?? now }
    }

    /// The columns from the window's begin to its end.
    func columns(_ count: Int) -> [Step] {
        guard count > 0 else { return [] }
        let length = columnMilliseconds(count)
        let last = column(of: end ?? now, count)
        return (last - count + 1...last).map { column in
            guard column >= 0 else { return Step() }
            let first = Int(Double(column) * length) / Self.stepMilliseconds
            let end = (Double(column + 1) * length / Double(Self.stepMilliseconds)).rounded(.up)
            return (first..<max(Int(end), first + 1)).reduce(Step()) { $0.joined(steps[$1]) }
        }
    }

    /// Everything that lanes of this many columns show.
    func picture(columns count: Int) -> Picture {
        let positions = marks.elements.map { position(of: $0.time, columns: count) }
        return Picture(steps: columns(count), marks: positions)
    }

    struct Picture: Equatable {
        var steps: [Step]
        var marks: [Int?]
    }

    /// Where a time stands among so many columns; nil outside the window.
    func position(of time: Duration, columns count: Int) -> Int? {
        guard count > 0 else { return nil }
        let position = column(of: time, count) - column(of: end ?? now, count) + count - 1
        return (0..<count).contains(position) ? position : nil
    }

    /// The time at which a column begins; nil where there is no such column.
    func time(at index: Int, of count: Int) -> Duration? {
        guard (0..<max(count, 0)).contains(index) else { return nil }
        let number = column(of: now, count) - count + 1 + index
        return .milliseconds(Int(Double(max(number, 0)) * columnMilliseconds(count)))
    }

    // Columns begin at fixed times, so that what was drawn moves on and never shimmers.
    private func column(of time: Duration, _ count: Int) -> Int {
        Int(Double(max(time.wholeMilliseconds, 0)) / columnMilliseconds(count))
    }

    private func columnMilliseconds(_ count: Int) -> Double {
        Double(window.wholeMilliseconds) / Double(count)
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        now = max(now, time)
        turnStarts.apply(event, at: time)
        var mark = LaneMark(event, at: time, glyphs: glyphs)
        if case .voice(.device(let direction, let status)) = event {
            if case .lost = status {
                // Trying again may report the same loss many times.
                if !lostDevices.insert(direction).inserted { mark = nil }
            } else if status == .running, lostDevices.remove(direction) != nil {
                mark = LaneMark(backAt: time, direction)
            }
        }
        guard let mark else { return }
        marks.append(mark)
        lastActivity = now
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        LanesPane(state: self, scene: scene)
    }
}

extension LevelSnapshot {
    /// Eighths of the way from -54 dBFS, where rooms are quiet, to -6, where speech is loud.
    fileprivate var laneHeight: UInt8 {
        let share = (rms + 54) / 48
        return share.isFinite ? UInt8(min(max(share, 0), 1) * 8 + 0.5) : 0
    }
}
