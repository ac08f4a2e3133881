// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine
import Synchronization

/// One direction's device: what is wanted of it and what has been said about it.
struct DeviceLine: Sendable {
    let direction: SoundDirection
    private(set) var configuration: StreamConfiguration
    /// Of the running stream; nil while there is none.
    private(set) var counters: StreamCounters?
    /// Whether the stream before is still being stopped; it may hold the device.
    private(set) var isStopping = false
    private var failure: DeviceError?
    private var reported = DeviceStatus.stopped

    init(_ direction: SoundDirection, _ configuration: StreamConfiguration) {
        self.direction = direction
        self.configuration = configuration
    }

    /// Whether a stream can be started.
    var isIdle: Bool { counters == nil && failure == nil && !isStopping }

    var status: DeviceStatus {
        if let failure { return DeviceStatus(.unavailable(failure)) }
        return counters.map { DeviceStatus($0.state) } ?? .stopped
    }

    mutating func select(_ device: String) {
        configuration.device = device
        failure = nil
    }

    mutating func noteStarted(_ counters: StreamCounters) {
        self.counters = counters
    }

    mutating func noteFailure(_ error: DeviceError) {
        failure = error
    }

    mutating func noteStopping() {
        counters = nil
        isStopping = true
    }

    mutating func noteStopped() {
        isStopping = false
    }

    /// The status, once for each change.
    mutating func takeChange() -> VoiceEvent? {
        let status = status
        guard status != reported else { return nil }
        reported = status
        return .device(direction, status)
    }

    /// What a session that begins now has to be told.
    var complaint: VoiceEvent? {
        reported.isBad ? .device(direction, reported) : nil
    }

    func snapshot() -> DeviceSnapshot {
        var device = DeviceSnapshot()
        device.name = configuration.device
        device.status = status
        guard let counters else { return device }
        if let given = counters.given {
            device.sampleRate = given.format.sampleRate
            device.channels = given.format.channels
            device.period = given.format.duration(ofFrames: given.periodFrames)
        }
        device.xruns = counters.xruns.load(ordering: .relaxed)
        device.losses = counters.losses.load(ordering: .relaxed)
        device.droppedFrames = counters.droppedFrames.load(ordering: .relaxed)
        return device
    }
}
