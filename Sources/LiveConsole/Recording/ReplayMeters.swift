// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveAPI
import LiveEngine
import Recording
import Voice

/// The levels of a recorded session's sound, at the pace of its replay.
///
/// Sound arrives in pieces, faster than it sounds; the meters hear it at the pace of the recording's
/// clock.
struct ReplayMeters {
    /// Sound that waits to be heard, and what is heard of it.
    private struct Track {
        let sampleRate: Int
        var levels: LevelHistory
        var queue: [Int16] = []
        /// Time that was not whole samples.
        var rest = Duration.zero

        init(sampleRate: Int) {
            self.sampleRate = sampleRate
            levels = LevelHistory(sampleRate: sampleRate)
        }

        mutating func advance(by elapsed: Duration) {
            let time = min(elapsed, .seconds(1)) + rest
            let count = Int(time / .nanoseconds(1)) * sampleRate / 1_000_000_000
            rest = time - .nanoseconds(count * 1_000_000_000 / sampleRate)
            guard count > 0 else { return }
            let sound = queue.prefix(count)
            levels.process(Array(sound) + [Int16](repeating: 0, count: count - sound.count))
            queue.removeFirst(sound.count)
        }
    }

    private var microphone = Track(sampleRate: BundleLayout.microphoneRate)
    private var model = Track(sampleRate: BundleLayout.modelRate)
    private var position = Duration.zero
    private var isOpen = false
    private var isSpeech = false

    /// Takes what happened in.
    mutating func apply(_ kind: SessionEvent.Kind) {
        switch kind {
        case .frame(let frame):
            guard case .client(let message) = frame.meaning,
                let sound = message.realtimeInput?.audio
            else { return }
            microphone.queue += PCM16.samples(fromLittleEndian: sound.data)
            // What is spoken was heard when it was sent: it never runs behind.
            let excess = microphone.queue.count - microphone.sampleRate / 4
            if excess > 0 { microphone.queue.removeFirst(excess) }
        case .modelAudio(let part, _) where part.sampleRate == model.sampleRate:
            model.queue += PCM16.samples(fromLittleEndian: part.pcm)
        case .interrupted:
            model.queue.removeAll()
        case .voice(.microphone(let isOpen)):
            self.isOpen = isOpen
        case .voice(.speech(let isActive, _)):
            isSpeech = isActive
        default:
            break
        }
    }

    /// Goes on to a place on the recording's clock; standing still keeps the levels.
    mutating func advance(to time: Duration) {
        guard time > position else { return }
        microphone.advance(by: time - position)
        model.advance(by: time - position)
        position = time
    }

    /// What is shown, upon the state of the real loudspeaker.
    mutating func snapshot(over live: VoiceSnapshot) -> VoiceSnapshot {
        var snapshot = live
        snapshot.microphone.levels = microphone.levels.snapshot()
        snapshot.microphone.isOpen = isOpen
        snapshot.microphone.isOn = isOpen
        snapshot.microphone.isSpeech = isSpeech
        snapshot.microphone.device.name = "recorded"
        snapshot.microphone.device.status = isOpen ? .running : .stopped
        snapshot.speaker.levels = model.levels.snapshot()
        snapshot.speaker.isPlaying = !model.queue.isEmpty
        return snapshot
    }
}
