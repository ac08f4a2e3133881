// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Synchronization

/// What a playback stream's counters say at one moment.
struct PlayoutReading: Sendable, Equatable {
    /// Of the ring's samples, in hertz; nil while it is not known.
    var sampleRate: Int?
    var heard = 0
    var flushed = 0
    var dropped = 0
    var underruns = 0

    init(
        sampleRate: Int? = nil,
        heard: Int = 0,
        flushed: Int = 0,
        dropped: Int = 0,
        underruns: Int = 0
    ) {
        self.sampleRate = sampleRate
        self.heard = heard
        self.flushed = flushed
        self.dropped = dropped
        self.underruns = underruns
    }

    /// Reads what was heard first: a flush that is seen too late would be taken for sound.
    init(_ counters: StreamCounters) {
        heard = counters.heardFrames.load(ordering: .acquiring)
        flushed = counters.flushedFrames.load(ordering: .acquiring)
        dropped = counters.droppedFrames.load(ordering: .relaxed)
        underruns = counters.underruns.load(ordering: .relaxed)
        sampleRate = counters.given?.format.sampleRate
    }
}

/// Follows one ring's frames from being written to being heard, flushed or lost.
///
/// Frames settle in the order they were written. Every flush takes all that is under way, so it
/// separates the frames before it from those after it.
struct PlayoutAccount: Sendable {
    /// What has settled since the account was last advanced.
    struct Progress: Equatable {
        /// Heard of what was written before the latest flush.
        var heardBeforeFlush = 0
        /// Heard of what was written after it.
        var heard = 0
        /// Settled of what was written after it, heard or lost.
        var settled = 0
    }

    private(set) var written = 0
    private(set) var settled = 0
    private var flushMark = 0
    private var reading = PlayoutReading()

    /// Frames that are on their way since the latest flush.
    var underWay: Int { written - max(settled, flushMark) }
    /// Whether nothing from before the latest flush is under way.
    var isFlushed: Bool { settled >= flushMark }
    var settledSinceFlush: Int { max(0, settled - flushMark) }

    mutating func write(_ frames: Int) {
        written += frames
    }

    mutating func flush() {
        flushMark = written
    }

    mutating func advance(to now: PlayoutReading) -> Progress {
        let before = settled
        let heard = max(0, now.heard - reading.heard)
        let flushed = max(0, now.flushed - reading.flushed)
        reading = now
        settled = max(before, min(written, now.heard + now.flushed + now.dropped))
        let old = max(0, min(settled, flushMark) - before)
        let new = settled - before - old
        let heardOld = min(heard, max(0, old - flushed))
        return Progress(
            heardBeforeFlush: heardOld,
            heard: min(heard - heardOld, new),
            settled: new
        )
    }
}
