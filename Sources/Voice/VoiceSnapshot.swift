// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// Both directions of sound as they stand: what meters show, taken once for each picture.
package struct VoiceSnapshot: Sendable, Equatable {
    package var microphone = MicrophoneSnapshot()
    package var speaker = SpeakerSnapshot()
    package var turnDetection = TurnDetection.automatic
    package var duplex = Duplex.full
    /// Time until the talk latch opens by itself; nil while it is open.
    package var talkTimeLeft: Duration?
    /// How much of the loudspeaker the microphone hears; nil until there was enough of both.
    package var echo: EchoSnapshot?

    /// Everything off and silent.
    package init() {}
}

/// The levels of one direction, in dBFS unless said otherwise.
package struct LevelSnapshot: Sendable, Equatable {
    package static let silence = -96.0

    package var rms = silence
    package var peak = silence
    package var hold = silence
    package var noiseFloor = silence
    /// Samples at full scale since the start.
    package var clipped = 0
    /// Relative to full scale: -1 to 1.
    package var dcOffset = 0.0
    /// Peak magnitudes, 0 to 1, of the latest 50 ms each, oldest first; at most 128.
    package var waveform: [Float] = []
    /// Levels of bands of equal width on a logarithmic scale, low first; at most 32.
    package var spectrum: [Float] = []

    package init() {}
}

/// One device as it is used.
package struct DeviceSnapshot: Sendable, Equatable {
    package var name = ""
    package var status = DeviceStatus.stopped
    /// In hertz and channels; nil until the device was open once.
    package var sampleRate: Int?
    package var channels: Int?
    package var period: Duration?
    package var xruns = 0
    package var losses = 0
    package var droppedFrames = 0

    package init() {}
}

/// The microphone's direction.
package struct MicrophoneSnapshot: Sendable, Equatable {
    package var device = DeviceSnapshot()
    package var levels = LevelSnapshot()
    /// Whether the user wants it on.
    package var isOn = false
    /// Whether its sound goes to a session now.
    package var isOpen = false
    /// Whether it is held silent because a reply is playing (half duplex).
    package var isGated = false
    /// Our own detector's latest probability, 0 to 1, and what it makes of it.
    package var speechProbability = 0.0
    package var isSpeech = false
    /// In decibels.
    package var gain = 0.0
    /// Chunks that no session took.
    package var droppedChunks = 0

    package init() {}
}

/// The loudspeaker's direction.
package struct SpeakerSnapshot: Sendable, Equatable {
    package var device = DeviceSnapshot()
    /// Of what is being played, as it leaves for the device.
    package var levels = LevelSnapshot()
    /// Whether the user wants to hear replies.
    package var isOn = false
    /// Whether a reply is sounding.
    package var isPlaying = false
    /// Sound that waits to be heard, device included.
    package var queued: Duration = .zero
    /// What the jitter buffer gathers before it starts again after an underrun; zero at first.
    package var jitterTarget: Duration = .zero
    package var underruns = 0

    package init() {}
}

/// How alike the microphone's sound is to what the loudspeaker played before.
package struct EchoSnapshot: Sendable, Equatable {
    /// Normalised correlation, 0 to 1.
    package var correlation: Double
    /// How much later the microphone hears it.
    package var lag: Duration

    package init(correlation: Double, lag: Duration) {
        self.correlation = correlation
        self.lag = lag
    }
}
