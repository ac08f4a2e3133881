// SPDX-License-Identifier: Apache-2.0

package import AudioDSP

/// Finds the user's speech in what their microphone sends.
///
/// Pure: samples in, events out. However the stream is cut into pieces, the events and the samples
/// they carry are the same.
package struct Listener: Sendable {
    package enum Event: Sendable, Equatable {
        /// Speech has begun; `samples` are its beginning and a little of what was before it.
        case started(at: Duration, samples: [Int16])
        /// More of it, pauses included.
        case heard(samples: [Int16])
        /// It has ended; `sound` is all of it, without the silence that showed the end.
        case ended(at: Duration, sound: ReceivedMedia)
    }

    /// Kept from before a start: a detector is certain only after the first consonant.
    private static let preRollMs = 200
    /// No more is kept from before a start, whatever padding is asked for.
    private static let maximumPrefixMs = 2_000
    private static let samplesPerMs = VoiceActivityDetector.sampleRate / 1_000

    private let preRollSamples: Int
    /// What a turn includes of the time before its speech.
    private let lookBackSamples: Int
    private var detector = VoiceActivityDetector()
    private var tracker: ActivityTracker
    /// Samples of a frame that is not whole yet.
    private var rest: [Int16] = []
    /// The latest samples while nobody speaks.
    private var recent: [Int16] = []
    private var sound = ReceivedMedia()
    /// What followed the last voiced frame: part of the speech only if more of it follows.
    private var tail = ReceivedMedia()

    package init(_ parameters: ActivityTracker.Parameters = .init()) {
        tracker = ActivityTracker(parameters)
        let prefixMs = min(max(parameters.prefixPaddingMs, 0), Self.maximumPrefixMs)
        lookBackSamples = prefixMs * Self.samplesPerMs
        preRollSamples = max(prefixMs, Self.preRollMs) * Self.samplesPerMs
    }

    /// Whether somebody is speaking.
    package var isActive: Bool { tracker.isActive }

    /// Takes the next samples of the stream: 16 kHz, mono.
    package mutating func hear(_ samples: [Int16]) -> [Event] {
        var events: [Event] = []
        var heard: [Int16] = []
        let block = rest + samples
        let frame = VoiceActivityDetector.frameSamples
        let whole = block.count - block.count % frame
        for start in stride(from: 0, to: whole, by: frame) {
            take(block[start..<(start + frame)], &heard, &events)
        }
        rest = Array(block[whole...])
        if !heard.isEmpty { events.append(.heard(samples: heard)) }
        return events
    }

    /// The stream pauses: speech that is going on ends here.
    package mutating func finish() -> [Event] {
        defer { (rest, recent) = ([], []) }
        guard let end = tracker.finish() else { return [] }
        let last: [Event] = rest.isEmpty ? [] : [.heard(samples: rest)]
        return last + [ended(end)]
    }

    private mutating func take(
        _ frame: ArraySlice<Int16>,
        _ heard: inout [Int16],
        _ events: inout [Event]
    ) {
        var probability: Float = 0
        frame.withUnsafeBufferPointer { frame in
            detector.process(frame) { probability = $0 }
        }
        guard tracker.isActive else {
            recent += frame
            if let start = tracker.advance(probability) { events.append(started(start)) }
            trimRecent()
            return
        }
        let event = tracker.advance(probability)
        heard += frame
        tail.addAudio(frame, rate: VoiceActivityDetector.sampleRate)
        if let event {
            if !heard.isEmpty { events.append(.heard(samples: heard)) }
            heard = []
            events.append(ended(event))
        } else if isInsideSpeech {
            sound += tail
            tail = ReceivedMedia()
        }
    }

    /// Whether the latest frame was voiced: speech that ended now would end with it.
    private var isInsideSpeech: Bool {
        var probe = tracker
        return probe.finish().map { $0.time == $0.committed } ?? false
    }

    private mutating func started(_ start: ActivityTracker.Event) -> Event {
        let voiced = start.committed - start.time
        let voicedSamples = Int(voiced / .milliseconds(1)) * Self.samplesPerMs
        sound = ReceivedMedia()
        sound.addAudio(
            recent.suffix(voicedSamples + lookBackSamples),
            rate: VoiceActivityDetector.sampleRate
        )
        defer { recent = [] }
        return .started(at: start.time, samples: recent.suffix(voicedSamples + preRollSamples))
    }

    private mutating func ended(_ end: ActivityTracker.Event) -> Event {
        defer { (sound, tail) = (ReceivedMedia(), ReceivedMedia()) }
        return .ended(at: end.time, sound: sound)
    }

    private mutating func trimRecent() {
        // Twice the look-back: the speech that a start needs is as long as the padding.
        let kept = 2 * preRollSamples
        // Trimmed now and then, so that not every frame moves all the others.
        if recent.count > 2 * kept { recent.removeFirst(recent.count - kept) }
    }
}

extension Listener.Event {
    fileprivate static func started(at time: Duration, samples: ArraySlice<Int16>) -> Self {
        .started(at: time, samples: Array(samples))
    }
}
