// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import Voice

extension VoiceSnapshot {
    /// Both devices run and nothing sounds; the microphone is open.
    static var quiet: VoiceSnapshot {
        var snapshot = VoiceSnapshot()
        snapshot.microphone.device.name = "USB Microphone"
        snapshot.microphone.device.status = .running
        snapshot.microphone.device.sampleRate = 48_000
        snapshot.microphone.device.channels = 2
        snapshot.microphone.device.period = .milliseconds(10)
        snapshot.microphone.isOn = true
        snapshot.microphone.isOpen = true
        snapshot.microphone.levels = .at(-62, floor: -63)
        snapshot.speaker.device.name = "HDA Analog"
        snapshot.speaker.device.status = .running
        snapshot.speaker.device.sampleRate = 48_000
        snapshot.speaker.device.channels = 2
        snapshot.speaker.device.period = .milliseconds(10)
        snapshot.speaker.isOn = true
        return snapshot
    }

    /// The user speaks.
    static var speaking: VoiceSnapshot {
        var snapshot = quiet
        snapshot.microphone.levels = .at(-18.4, floor: -61)
        snapshot.microphone.speechProbability = 0.93
        snapshot.microphone.isSpeech = true
        return snapshot
    }

    /// A reply sounds, and the microphone hears a little of it.
    static var replying: VoiceSnapshot {
        var snapshot = quiet
        snapshot.speaker.levels = .at(-22, floor: -80)
        snapshot.speaker.isPlaying = true
        snapshot.speaker.queued = .milliseconds(118)
        snapshot.speaker.jitterTarget = .milliseconds(40)
        snapshot.echo = EchoSnapshot(correlation: 0.02, lag: .milliseconds(180))
        return snapshot
    }

    /// The same with something changed.
    func with(_ change: (inout VoiceSnapshot) -> Void) -> VoiceSnapshot {
        var snapshot = self
        change(&snapshot)
        return snapshot
    }
}

extension LevelSnapshot {
    /// Plausible levels around an RMS.
    static func at(_ rms: Double, floor: Double) -> LevelSnapshot {
        var levels = LevelSnapshot()
        levels.rms = rms
        levels.peak = rms + 9
        levels.hold = rms + 12
        levels.noiseFloor = floor
        let loudness = Float(max((rms + 60) / 60, 0))
        levels.waveform = (0..<128).map { loudness * loudness * Float(($0 * 7) % 24) / 24 }
        levels.spectrum = (0..<32).map { Float(rms) - 6 - Float(abs($0 - 9)) * 2 }
        return levels
    }
}

extension Stage {
    /// Lets the meters show a snapshot for a while, thirty times a second.
    @discardableResult
    func hear(_ snapshot: VoiceSnapshot, for length: Duration = .milliseconds(34)) -> Stage {
        let end = clock + length
        while clock < end {
            wait(.milliseconds(34))
            send(.meters(snapshot))
        }
        return self
    }

    /// A question by voice, its spoken answer, and the user's cutting in.
    @discardableResult
    func conversation() -> Stage {
        connected().hear(.quiet, for: .seconds(2))
        for loudness in [-30, -18, -14, -24, -16, -40, -20, -17, -33] {
            let level = LevelSnapshot.at(Double(loudness), floor: -61)
            hear(VoiceSnapshot.speaking.with { $0.microphone.levels = level }, for: .seconds(0.25))
        }
        play(.inputTranscript(Transcription(text: "what's the weather in Oslo"), turn: 1))
        play(.toolCall([FunctionCall(id: "1", name: "get_weather")], turn: 1))
        hear(.quiet, for: .seconds(0.8))
        let words = "Tomorrow in Oslo expect four degrees and light rain in the afternoon, so take "
        play(.outputTranscript(Transcription(text: words), turn: 1))
        play(.outputTranscript(Transcription(text: "an umbrella when you go out."), turn: 1))
        for loudness in [-28, -20, -16, -26, -18, -22, -19] {
            let level = LevelSnapshot.at(Double(loudness), floor: -80)
            hear(VoiceSnapshot.replying.with { $0.speaker.levels = level }, for: .seconds(0.27))
        }
        hear(.speaking, for: .seconds(0.2))
        play(
            .interrupted(turn: 1),
            .voice(
                .replyHeard(
                    turn: 1,
                    heard: .milliseconds(1920),
                    received: .milliseconds(6400),
                    wasCut: true
                )
            ),
            .turnEnded(TurnEnd(wasInterrupted: true), turn: 1)
        )
        hear(.speaking, for: .seconds(1))
        play(.inputTranscript(Transcription(text: "no wait, Bergen"), turn: 2))
        return self
    }

    /// The microphone is unplugged.
    @discardableResult
    func unplugged() -> Stage {
        let reason = "the device was unplugged"
        play(.voice(.device(.input, .lost(reason))))
        return hear(
            VoiceSnapshot.quiet.with {
                $0.microphone.device.status = .lost(reason)
                $0.microphone.isOpen = false
                $0.microphone.device.losses = 1
                $0.microphone.levels = LevelSnapshot()
            },
            for: .seconds(1)
        )
    }
}
