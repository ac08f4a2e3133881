// SPDX-License-Identifier: Apache-2.0

import AudioCore
import CALSA
import Glibc
import Synchronization

/// What one direction does with an open device.
protocol StreamEnd: ~Copyable, Sendable {
    static var direction: AudioDirection { get }

    /// Allocates what the loop needs with this device, and starts it.
    mutating func begin(_ pcm: borrowing PCMHandle) -> PCMFault?

    /// Starts again after an overrun or underrun; the device is prepared.
    mutating func resume(_ pcm: borrowing PCMHandle) -> PCMFault?

    /// Moves what can be moved now; returns the frames, or what is in the way.
    mutating func move(_ pcm: borrowing PCMHandle) -> PCMTransfer

    /// Frames that the latest `move` took back from the device, which will never pass.
    var takenBack: Int { get }

    /// The device closed; what it held is gone.
    mutating func end()

    /// How often it wants to hear that time passes without a device.
    static var patience: Duration { get }

    /// Lets `duration` pass without a device.
    mutating func pass(_ duration: Duration)
}

/// The life of a stream's thread: open, serve, recover, and open again.
///
/// While a device is open nothing here allocates, locks, logs or waits on anything but `poll`.
struct StreamLoop<End: StreamEnd & ~Copyable>: ThreadWork, ~Copyable {
    private let configuration: StreamConfiguration
    private let counters: StreamCounters
    private var end: End
    private var wasRunning = false
    /// Openings that failed since the latest that did not.
    private var failures = 0
    /// After so many, the library's reading of its configuration costs more than a device that is
    /// found a second later, and some two minutes on more than one found five seconds later.
    private static var hastyFailures: Int { 10 }
    private static var briskFailures: Int { 60 }

    init(_ configuration: StreamConfiguration, _ counters: StreamCounters, _ end: consuming End) {
        self.configuration = configuration
        self.counters = counters
        self.end = end
    }

    consuming func run(_ doorbell: Doorbell) {
        while !doorbell.isStopping {
            do throws(DeviceError) {
                try serveOneOpening(doorbell)
            } catch {
                // The library keeps the configuration it once read, also one from before a
                // sound server wrote its own.
                snd_config_update_free_global()
                counters.publish(wasRunning ? .lost(error) : .unavailable(error))
                failures += 1
                waitBeforeRetry(error, doorbell)
            }
        }
        counters.publish(.stopped)
    }

    private mutating func serveOneOpening(_ doorbell: Doorbell) throws(DeviceError) {
        let pcm = try PCMHandle(End.direction, configuration)
        counters.publish(pcm.given)
        defer { end.end() }
        var session = PCMSession(pcm, counters, doorbell)
        if let fault = end.begin(pcm) { try session.recover(from: fault, pcm, &end) }
        if wasRunning { counters.returns.add(1, ordering: .relaxed) }
        wasRunning = true
        failures = 0
        counters.publish(.running)
        do throws(DeviceError) {
            while !doorbell.isStopping { try session.turn(pcm, &end) }
        } catch {
            counters.losses.add(1, ordering: .relaxed)
            throw error
        }
    }

    /// Waits in slices, so that samples for a device that is not there pass in real time.
    private mutating func waitBeforeRetry(_ error: DeviceError, _ doorbell: Doorbell) {
        var left = configuration.retryInterval * patience(with: error)
        while left > .zero, !doorbell.isStopping {
            let slice = min(left, End.patience)
            doorbell.sleep(milliseconds: Int(slice / .milliseconds(1)))
            end.pass(slice)
            left -= slice
        }
    }

    /// In retry intervals.
    private func patience(with error: DeviceError) -> Int {
        if !error.isRetryable || failures > Self.briskFailures { return 10 }
        return failures > Self.hastyFailures ? 4 : 1
    }
}
