// SPDX-License-Identifier: Apache-2.0

import AudioCore

/// A thread that moves samples from a ring to one playback device.
final class PlaybackStream: PlaybackControl {
    let counters: StreamCounters
    private let expectation = SampleExpectation()
    private let thread: StreamThread

    init(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) {
        let counters = StreamCounters(direction: .playback, device: configuration.device)
        let end = PlaybackEnd(
            counters: counters,
            expectation: expectation,
            askedFormat: configuration.format,
            reader: reader
        )
        self.counters = counters
        do throws(SystemFailure) {
            thread = try StreamThread(
                name: "alsa-playback",
                running: StreamLoop(configuration, counters, end)
            )
        } catch {
            throw DeviceError(.thread, .playback, device: configuration.device, errno: error.errno)
        }
    }

    func wake() { thread.doorbell.ring() }
    func expectSamples(_ isExpecting: Bool) { expectation.set(isExpecting) }
    func stop() { thread.stop() }
}
