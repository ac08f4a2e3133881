// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// What a user asks of the voice pipeline.
package enum VoiceCommand: Sendable, Equatable {
    case setMicrophone(isOn: Bool)
    case setSpeaker(isOn: Bool)
    /// The talk latch. With manual turn detection it begins and ends the user's activity; with
    /// automatic detection it opens a closed microphone for as long as it is set.
    case setTalking(Bool)
    /// Says what the server was set up with.
    case setTurnDetection(TurnDetection)
    case setDuplex(Duplex)
    /// In decibels; limited to -20...40.
    case setGain(Double)
    /// Stops the device in use and starts another.
    case selectDevice(SoundDirection, String)
    /// Silences the running reply and drops what is still to come of it.
    case interrupt
}
