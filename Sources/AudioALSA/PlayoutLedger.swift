// SPDX-License-Identifier: Apache-2.0

/// Tells, from what was written and what the device still holds, how much of it was heard.
///
/// Positions count the frames written since the device last forgot what it held, silence included.
struct PlayoutLedger {
    private var written = 0
    /// The position after the last frame that was not silence.
    private var realEnd = 0
    private var realTotal = 0
    /// Frames of sound, not silence, that have left the device.
    private(set) var heard = 0

    /// Notes frames handed to the device: sound, then silence.
    mutating func wrote(real: Int, silence: Int) {
        written += real
        if real > 0 { realEnd = written }
        realTotal += real
        written += silence
    }

    /// Takes the device's word for how many frames it still holds.
    mutating func deviceHolds(_ frames: Int) {
        heard = max(heard, realTotal - unheard(holding: frames))
    }

    /// Whether all that the device holds is silence.
    func isSilent(holding frames: Int) -> Bool {
        unheard(holding: frames) == 0
    }

    /// Notes that the device forgot what it held; returns the frames of sound among it.
    mutating func dropped(holding frames: Int) -> Int {
        deviceHolds(frames)
        let lost = realTotal - heard
        realTotal = heard
        written = 0
        realEnd = 0
        return lost
    }

    /// Sound at the end of the queue; gaps of silence before it count as sound, at most a buffer.
    private func unheard(holding frames: Int) -> Int {
        min(realTotal - heard, max(0, realEnd - (written - frames)))
    }
}
