// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// Plays a bundle: what comes next, and when, at any speed and from any place.
///
/// Going back is going on from the beginning, without waiting. It holds no clock: whoever drives it
/// says how much time has passed.
package struct ReplayDeck {
    /// What the driver has to hand on, in order.
    package enum Step: Sendable, Equatable {
        /// All that was handed on until now is to be forgotten.
        case rewound
        case record(BundleRecord)
    }

    /// The speeds there are, relative to the time in which it was recorded.
    package static let speeds: [Double] = [0.25, 0.5, 1, 2, 4, 8, 16, 32]
    /// How long into a turn going back means its own beginning.
    private static let nearStart = Duration.seconds(2)

    /// A place to go to without waiting.
    private enum Target: Equatable {
        case time(Duration)
        /// The beginning of a turn, counted from 1 over all sessions.
        case turn(Int)
        /// Just after a frame, counted from 1 over all sessions.
        case frame(Int)
    }

    /// The bundle's length; grows where it turns out to be longer.
    package private(set) var duration: Duration
    /// On the recording's clock.
    package private(set) var position = Duration.zero
    package private(set) var isPaused = false
    /// Turns that have begun, over all sessions.
    package private(set) var turnCount = 0
    /// Frames that were handed on, over all sessions.
    package private(set) var frameCount = 0

    private var reader: BundleReader
    private var upcoming: BundleRecord?
    private var isAtEnd = false
    private var mustRewind = false
    private var target: Target?
    private var speedIndex: Int
    /// The latest turn's number in its session, and when it began.
    private var turn = 0
    private var turnBegan = Duration.zero

    /// Puts a bundle in, at its beginning and playing.
    ///
    /// - Parameters:
    ///   - reader: The bundle; nothing of it may have been read.
    ///   - duration: Its length.
    ///   - speed: One of ``speeds``; the nearest is taken.
    package init(_ reader: BundleReader, duration: Duration, speed: Double = 1) {
        self.reader = reader
        self.duration = duration
        let distances = Self.speeds.map { abs($0 - speed) }
        speedIndex = distances.indices.min { distances[$0] < distances[$1] } ?? 0
    }

    package var speed: Double { Self.speeds[speedIndex] }

    /// Whether it is on its way to a place, and steps come without waiting.
    package var isSeeking: Bool { target != nil || mustRewind }

    // MARK: - Time

    /// Lets real time pass.
    package mutating func advance(by elapsed: Duration) {
        guard !isPaused, !isSeeking else { return }
        position += elapsed * speed
    }

    /// The next step that is due; nil when there is none now.
    ///
    /// - Throws: `BundleError` when the bundle is wrong at this place.
    package mutating func next() throws(BundleError) -> Step? {
        if mustRewind {
            rewind()
            return .rewound
        }
        if hasArrived { target = nil }
        if upcoming == nil, !isAtEnd {
            upcoming = try reader.next()
            isAtEnd = upcoming == nil
        }
        guard let record = upcoming else {
            finish()
            return nil
        }
        guard isDue(record) else {
            arrive(before: record)
            return nil
        }
        upcoming = nil
        note(record)
        return .record(record)
    }

    // MARK: - Commands

    /// Stands still or goes on; at the end it goes on from the beginning.
    package mutating func togglePause() {
        if isPaused, isAtEnd, upcoming == nil, !isSeeking { seek(to: .zero) }
        isPaused.toggle()
    }

    /// Twice the speed, or half of it; stays at either end of ``speeds``.
    package mutating func changeSpeed(_ step: Int) {
        speedIndex = min(max(speedIndex + step, 0), Self.speeds.count - 1)
    }

    /// Goes to a time.
    package mutating func seek(to time: Duration) {
        let time = min(max(time, .zero), duration)
        target = .time(time)
        if time < position { mustRewind = true }
    }

    /// Goes to the beginning of another turn.
    package mutating func seek(turns step: Int) {
        // Some way into a turn, the way back leads to its beginning first.
        let isInside = step < 0 && position - turnBegan > Self.nearStart
        let turn = turnCount + step + (isInside ? 1 : 0)
        guard turn > 0 else { return seek(to: .zero) }
        target = .turn(turn)
        if turn <= turnCount { mustRewind = true }
    }

    /// Goes to just after another frame, and stands still there.
    package mutating func seek(frames step: Int) {
        isPaused = true
        guard frameCount + step > 0 else { return seek(to: .zero) }
        target = .frame(frameCount + step)
        if step < 0 { mustRewind = true }
    }

    // MARK: - The way

    private var hasArrived: Bool {
        switch target {
        case .turn(let turn): turnCount >= turn
        case .frame(let frame): frameCount >= frame
        case .time, nil: false
        }
    }

    private func isDue(_ record: BundleRecord) -> Bool {
        switch target {
        case .turn, .frame: true
        case .time(let time): record.time <= time
        // Standing still between two frames of one moment is standing still.
        case nil: !isPaused && record.time <= position
        }
    }

    private mutating func arrive(before record: BundleRecord) {
        if case .time(let time) = target {
            position = time
            target = nil
        }
    }

    private mutating func note(_ record: BundleRecord) {
        duration = max(duration, record.time)
        if target != nil { position = record.time }
        switch record.content {
        case .session: turn = 0
        case .gap: break
        case .event(let event):
            if case .frame = event.kind { frameCount += 1 }
            guard let number = event.kind.turn, number > turn else { return }
            turn = number
            turnCount += 1
            turnBegan = record.time
        }
    }

    private mutating func finish() {
        switch target {
        case .time(let time): position = time
        case .turn, .frame: position = duration
        case nil: break
        }
        target = nil
        guard position >= duration else { return }
        position = duration
        isPaused = true
    }

    private mutating func rewind() {
        reader.rewind()
        mustRewind = false
        upcoming = nil
        isAtEnd = false
        position = .zero
        (turn, turnCount, frameCount) = (0, 0, 0)
        turnBegan = .zero
    }
}
