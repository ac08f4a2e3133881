// SPDX-License-Identifier: Apache-2.0

/// Which way sound flows.
package enum AudioDirection: String, Hashable, Sendable {
    case capture
    case playback
}

/// A device as a list shows it.
package struct AudioDeviceDescription: Hashable, Sendable {
    /// What `StreamConfiguration.device` takes.
    package var name: String
    /// One line in the system's words; may be empty.
    package var summary: String
    package var direction: AudioDirection
    package var isDefault: Bool
    /// What it gave when asked as a stream asks.
    package var given: Result<GivenSetup, DeviceError>

    package init(
        name: String,
        summary: String,
        direction: AudioDirection,
        isDefault: Bool,
        given: Result<GivenSetup, DeviceError>
    ) {
        self.name = name
        self.summary = summary
        self.direction = direction
        self.isDefault = isDefault
        self.given = given
    }
}

/// What a device agreed to.
package struct GivenSetup: Hashable, Sendable {
    package var format: AudioFormat
    package var periodFrames: Int
    package var bufferFrames: Int

    package init(format: AudioFormat, periodFrames: Int, bufferFrames: Int) {
        self.format = format
        self.periodFrames = periodFrames
        self.bufferFrames = bufferFrames
    }
}

/// A running stream: one thread, one end of a ring.
///
/// Its thread ends on `stop` or when the last reference goes.
package protocol AudioStream: AnyObject, Sendable {
    /// State and figures; read them whenever a frame is drawn.
    var counters: StreamCounters { get }

    /// Ends the thread and waits for it, a second at most: a sound server that hangs can hold it.
    func stop()
}

/// A stream that takes samples from a ring and sounds them.
package protocol PlaybackControl: AudioStream {
    /// Has the thread look at the ring at once: after a flush, and after a write to an empty ring.
    func wake()

    /// Says whether an empty ring is an underrun (a reply is under way) or merely the silence
    /// between replies, which is the case at the start.
    func expectSamples(_ isExpecting: Bool)
}

/// Something that can be listened to.
package protocol CaptureDevice: Sendable {
    /// Starts a stream that writes mono samples at the given rate into the ring.
    ///
    /// Opening happens on the stream's thread: a device that is absent or busy is a state, not an
    /// error here, and is tried again until `stop`.
    func startCapture(
        _ configuration: StreamConfiguration,
        into writer: consuming SampleWriter
    ) throws(DeviceError) -> any AudioStream
}

/// Something that can be heard.
package protocol PlaybackDevice: Sendable {
    /// Starts a stream that sounds the ring's mono samples at the given rate, silence between them.
    ///
    /// Opening happens on the stream's thread, as with `CaptureDevice.startCapture`. While there
    /// is no device the samples pass unheard at the asked rate.
    func startPlayback(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) -> any PlaybackControl
}
