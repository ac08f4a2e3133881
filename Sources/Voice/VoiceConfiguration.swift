// SPDX-License-Identifier: Apache-2.0

package import AudioCore

/// What a voice pipeline begins with.
package struct VoiceConfiguration: Sendable {
    /// Where the microphone's sound comes from.
    package var microphone: StreamConfiguration
    /// Where replies are played.
    package var speaker: StreamConfiguration
    /// The sound of one message to the server: 10 to 100 ms.
    package var chunk: Duration
    package var isMicrophoneOn: Bool
    package var isSpeakerOn: Bool
    package var turnDetection: TurnDetection
    package var duplex: Duplex
    /// Software gain of the microphone in decibels, -20 to 40.
    package var gain: Double
    /// How long the talk latch stays closed by itself.
    package var talkLimit: Duration

    package init(
        microphone: StreamConfiguration = .microphone,
        speaker: StreamConfiguration = .speaker,
        chunk: Duration = .milliseconds(20),
        isMicrophoneOn: Bool = true,
        isSpeakerOn: Bool = true,
        turnDetection: TurnDetection = .automatic,
        duplex: Duplex = .full,
        gain: Double = 0,
        talkLimit: Duration = .seconds(30)
    ) {
        self.microphone = microphone
        self.speaker = speaker
        self.chunk = chunk
        self.isMicrophoneOn = isMicrophoneOn
        self.isSpeakerOn = isSpeakerOn
        self.turnDetection = turnDetection
        self.duplex = duplex
        self.gain = gain
        self.talkLimit = talkLimit
    }
}

/// Who finds out where a spoken turn begins and ends.
package enum TurnDetection: String, Sendable, CaseIterable {
    /// The server listens.
    case automatic
    /// The user says so with the talk key: `activityStart` and `activityEnd`.
    case manual
}

/// Whether the microphone stays open while a reply is played.
package enum Duplex: String, Sendable, CaseIterable {
    /// It does; without headphones the model may hear itself.
    case full
    /// It hears silence until the reply is over.
    case half
}
