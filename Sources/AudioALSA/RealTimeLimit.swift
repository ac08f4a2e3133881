// SPDX-License-Identifier: Apache-2.0

/// Keeps a device that has no clock of its own (ALSA's `null` and `file`) at the pace of real time.
///
/// Such a device is always ready: without a limit its thread would spin and flood the ring. One
/// with a clock is never ahead by more than its buffer, so it never meets the limit.
struct RealTimeLimit {
    private let sampleRate: Int
    private let headStart: Int
    private var start: Int
    private var frames = 0

    /// - Parameters:
    ///   - sampleRate: In hertz.
    ///   - headStart: Frames that may pass at once.
    ///   - now: In nanoseconds, as in `noteTransfer`.
    init(sampleRate: Int, headStart: Int, now: Int) {
        self.sampleRate = sampleRate
        self.headStart = headStart
        start = now
    }

    /// How many milliseconds to wait after `count` more frames; 0 when the pace is real.
    ///
    /// Frames that were taken back count against those that replaced them.
    mutating func noteTransfer(of count: Int, takenBack: Int = 0, now: Int) -> Int {
        frames += count - takenBack
        let due = (now - start) / 1000 * sampleRate / 1_000_000
        let ahead = frames - due
        // A late device owes nothing; and no clock is so far off that ten seconds would matter.
        if ahead < 0 || now - start > 10_000_000_000 {
            start = now
            frames = max(0, min(ahead, headStart))
        }
        return ahead > headStart ? (ahead - headStart) * 1000 / sampleRate + 1 : 0
    }
}
