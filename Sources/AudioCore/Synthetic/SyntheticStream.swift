// SPDX-License-Identifier: Apache-2.0

/// The thread of a synthetic device.
final class SyntheticStream: AudioStream {
    let counters: StreamCounters
    private let thread: StreamThread

    init(
        counters: StreamCounters,
        running work: consuming some ThreadWork & ~Copyable
    ) throws(DeviceError) {
        self.counters = counters
        do throws(SystemFailure) {
            thread = try StreamThread(
                name: "synthetic-\(counters.direction.rawValue)",
                running: work
            )
        } catch {
            throw DeviceError(
                .thread,
                counters.direction,
                device: counters.device,
                errno: error.errno
            )
        }
    }

    func wake() { thread.doorbell.ring() }
    func stop() { thread.stop() }
}

/// The pace of a synthetic device.
struct SyntheticPeriod {
    let frames: Int
    let given: GivenSetup

    init(_ configuration: StreamConfiguration) {
        frames = max(1, configuration.format.frames(in: configuration.period))
        given = GivenSetup(
            format: AudioFormat(sampleRate: configuration.format.sampleRate),
            periodFrames: frames,
            bufferFrames: frames
        )
    }

    /// Waits until the period that begins at `position` is over; false when the stream is to stop.
    ///
    /// Deadlines count from the start, so a late wake-up is made up for and the pace never drifts.
    func waitForEnd(of position: Int, since start: Int, _ doorbell: Doorbell) -> Bool {
        let nanoseconds = (position + frames) * 1_000_000_000 / given.format.sampleRate
        let left = start + nanoseconds - MonotonicTime.now
        if left > 0 { doorbell.sleep(milliseconds: (left + 999_999) / 1_000_000) }
        return !doorbell.isStopping
    }
}
