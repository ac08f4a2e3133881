// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine

/// The microphone's stream and the reading end of its ring.
struct MicrophoneLine: ~Copyable {
    /// More than a second at 48 kHz.
    private static let ringCapacity = 65_536

    var line: DeviceLine
    private let device: any CaptureDevice
    private var stream: (any AudioStream)?
    private var reader: SampleReader?
    private var pace: CapturePace

    init(_ device: any CaptureDevice, _ configuration: StreamConfiguration) {
        self.device = device
        line = DeviceLine(.input, configuration)
        pace = CapturePace(period: configuration.period)
    }

    var isStarted: Bool { stream != nil }

    /// What the device gave; nil until it was open once.
    var given: GivenSetup? { line.counters?.given }

    mutating func start() {
        var ring = SampleRing(minimumCapacity: Self.ringCapacity)
        do throws(DeviceError) {
            let stream = try device.startCapture(line.configuration, into: ring.takeWriter())
            reader = ring.takeReader()
            line.noteStarted(stream.counters)
            pace = CapturePace(period: line.configuration.period)
            self.stream = stream
        } catch {
            line.noteFailure(error)
        }
    }

    /// Lets go of the stream, which the caller stops.
    mutating func takeStream() -> (any AudioStream)? {
        guard let stream else { return nil }
        self.stream = nil
        reader = nil
        line.noteStopping()
        return stream
    }

    /// Everything that has been captured by now.
    mutating func read() -> [Int16] {
        let available = reader?.availableSamples() ?? 0
        guard available > 0 else { return [] }
        var samples = [Int16](repeating: 0, count: available)
        var target = samples.mutableSpan
        _ = reader?.read(into: &target)
        return samples
    }

    /// When to look for samples again.
    mutating func nextLook(after now: Duration, foundSamples: Bool) -> Duration {
        if let given { pace.setPeriod(given.format.duration(ofFrames: given.periodFrames)) }
        return pace.next(after: now, foundSamples: foundSamples)
    }
}
