// SPDX-License-Identifier: Apache-2.0

import AudioCore
import AudioDSP

/// The writing end of a loudspeaker's ring: brings sound to the device's rate, and follows it from
/// being written to being heard.
///
/// What was written is kept until the device has played it, so that it can be taken back and
/// written anew: for another rate, for another device, or as silence.
struct RingFeed: ~Copyable {
    /// Of the sound that comes in; the ring's is the device's.
    static let sampleRate = AudioFormat.speaker.sampleRate
    /// Samples of the ring: more than a second at 48 kHz.
    static let capacity = 65_536

    /// What the device has done with the sound since it was last asked.
    struct Progress {
        /// What passed, heard or not.
        var samples: [Int16] = []
        /// How many of those, from the first, were heard.
        var heardCount = 0
        /// Heard before the device obeyed the latest flush, which were not under way any more.
        var heardAfterFlush = 0
    }

    private(set) var rate: Int
    /// Whether silence of the same length is written instead.
    private(set) var isMuted: Bool

    /// Nil while there is no device.
    private var writer: SampleWriter?
    private var account = PlayoutAccount()
    private var resampler: Resampler?
    /// Whether the resampler holds nothing back.
    private var isDrained = true
    /// At the ring's rate, not yet written.
    private var carry: [Int16] = []
    /// Taken since the ring was last flushed and not yet played.
    private var unplayed: [Int16] = []
    /// Taken and played since then.
    private var takenCount = 0
    private var playedCount = 0
    /// The rate of what was flushed; nil if it was silence.
    private var flushedRate: Int?

    /// Without a writer nothing is ever taken.
    init(_ writer: consuming SampleWriter? = nil, rate: Int = sampleRate, isMuted: Bool) {
        self.writer = writer
        self.rate = rate
        self.isMuted = isMuted
        resampler = Self.resampler(to: rate)
    }

    /// Whether sound is on its way to the ear, or would be.
    var isFlowing: Bool { account.underWay > 0 || !carry.isEmpty }
    /// Whether the device has obeyed the latest flush, and said what it made of it.
    var isFlushed: Bool { account.isFlushed }
    var unplayedCount: Int { unplayed.count }

    /// What has not been heard yet, the device's share included.
    var queued: Duration {
        AudioFormat(sampleRate: rate).duration(ofFrames: account.underWay + carry.count)
    }

    mutating func advance(to reading: PlayoutReading) -> Progress {
        let settled = account.advance(to: reading)
        var progress = Progress()
        if let flushedRate {
            progress.heardAfterFlush = settled.heardBeforeFlush * Self.sampleRate / flushedRate
        }
        let isDone = !isFlowing && isDrained
        let settledCount = account.settledSinceFlush * Self.sampleRate / rate
        let count = (isDone ? takenCount : min(settledCount, takenCount)) - playedCount
        guard count > 0 else { return progress }
        progress.samples = Array(unplayed.prefix(count))
        if !isMuted {
            let heardCount = settled.heard * Self.sampleRate / rate
            progress.heardCount =
                settled.heard == settled.settled ? count : min(count, heardCount)
        }
        unplayed.removeFirst(count)
        playedCount += count
        return progress
    }

    /// Drops what is in the ring and begins anew; returns what was not played.
    ///
    /// The device drops it as soon as it is woken.
    mutating func restart(rate: Int, isMuted: Bool) -> [Int16] {
        if account.underWay > 0 { writer?.flush() }
        account.flush()
        flushedRate = self.isMuted ? nil : self.rate
        self.rate = rate
        self.isMuted = isMuted
        resampler = Self.resampler(to: rate)
        isDrained = true
        carry = []
        (takenCount, playedCount) = (0, 0)
        defer { unplayed = [] }
        return unplayed
    }

    /// Writes as much as there is room for; `isWhole` says that nothing follows what is there.
    ///
    /// Returns whether the device is to be woken: it had nothing, or is about to have nothing.
    mutating func write(from queue: inout SampleQueue, isWhole: Bool) -> Bool {
        guard writer != nil else { return false }
        // Nearly empty is empty: the device may take the rest before this is written.
        let isDry = queuedSamples < rate / 100 || !account.isFlushed
        let before = account.written
        while writeCarry(), load(from: &queue, isWhole: isWhole) {}
        return isDry && account.written > before
    }

    /// Writes what has been taken; whether all of it found room.
    private mutating func writeCarry() -> Bool {
        guard !carry.isEmpty else { return true }
        let samples = carry
        let count = writer?.write(samples.span) ?? 0
        account.write(count)
        carry.removeFirst(count)
        return carry.isEmpty
    }

    /// Takes the next block; whether there is one and room for it.
    private mutating func load(from queue: inout SampleQueue, isWhole: Bool) -> Bool {
        guard !queue.isEmpty else { return isWhole && drainResampler() }
        let room = (Self.capacity - queuedSamples) * Self.sampleRate / rate
        let block = queue.take(min(room, Self.sampleRate / 5))
        guard !block.isEmpty else { return false }
        unplayed += block
        takenCount += block.count
        isDrained = resampler == nil
        carry(resampler?.process(block) ?? block)
        return true
    }

    /// Gets the last samples of a complete reply out of the filter.
    private mutating func drainResampler() -> Bool {
        guard !isDrained else { return false }
        isDrained = true
        carry(resampler?.finish() ?? [])
        return !carry.isEmpty
    }

    private mutating func carry(_ samples: [Int16]) {
        carry = isMuted ? Array(repeating: 0, count: samples.count) : samples
    }

    private var queuedSamples: Int {
        switch writer {
        case .some(let writer): writer.queuedSamples
        case .none: 0
        }
    }

    private static func resampler(to rate: Int) -> Resampler? {
        rate == sampleRate ? nil : Resampler(from: sampleRate, to: rate)
    }
}
