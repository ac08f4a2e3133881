// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Glibc
import LiveEngine

/// What a microphone's samples become: levels, speech, and chunks for the session.
///
/// Pure: samples at the device's rate go in, in blocks of any size; what comes out does not depend
/// on the size.
struct CapturePump: Sendable {
    /// What the session is sent: 16 kHz mono.
    static let sampleRate = VoiceActivityDetector.sampleRate
    static let gainRange = -20.0...40.0

    /// Where the samples go.
    enum Gate: Sendable {
        /// To nobody.
        case closed
        /// To the session.
        case open
        /// To the session, as silence: its clock runs on sound.
        case silent
    }

    /// What came of one block.
    struct Output: Equatable {
        /// The block at 16 kHz.
        var samples: [Int16] = []
        var chunks: [AudioPart] = []
        /// Where speech began or ended.
        var speech: [VoiceEvent] = []
    }

    /// Of the latest 10 ms, 0 to 1.
    private(set) var speechProbability = 0.0
    /// In decibels, within `gainRange`.
    private(set) var gain: Double
    private(set) var levels = LevelHistory(sampleRate: sampleRate)

    private var resampler: Resampler?
    private var inputRate = sampleRate
    private let chunkSamples: Int
    private var chunk: [Int16] = []
    private var detector = VoiceActivityDetector()
    private var tracker = ActivityTracker()

    init(chunk: Duration, gain: Double) {
        let milliseconds = min(max(chunk / .milliseconds(1), 10), 100)
        chunkSamples = Int((milliseconds * Double(Self.sampleRate) / 1_000).rounded())
        self.gain = Self.limited(gain)
    }

    var isSpeech: Bool { tracker.isActive }

    mutating func setGain(_ decibels: Double) {
        gain = Self.limited(decibels)
    }

    /// Takes samples of another rate from now on; what the old resampler still held is lost with
    /// the sound that the change cost.
    mutating func setInputRate(_ rate: Int) {
        guard rate != inputRate, Resampler.rates.contains(rate) else { return }
        inputRate = rate
        resampler = rate == Self.sampleRate ? nil : Resampler(from: rate, to: Self.sampleRate)
    }

    mutating func process(_ block: [Int16], gate: Gate) -> Output {
        let amplified = amplify(block)
        var output = Output(samples: resampler?.process(amplified) ?? amplified)
        levels.process(output.samples)
        detectSpeech(gate, &output)
        switch gate {
        case .closed: break
        case .open: cut(output.samples, into: &output.chunks)
        case .silent:
            let silence = [Int16](repeating: 0, count: output.samples.count)
            cut(silence, into: &output.chunks)
        }
        return output
    }

    /// Ends the stream of chunks: the last, shorter one, and the end of speech if there was some.
    mutating func close() -> Output {
        var output = Output()
        if !chunk.isEmpty { output.chunks.append(takeChunk()) }
        if let event = tracker.finish() { output.speech.append(VoiceEvent(event)) }
        return output
    }

    mutating func levelSnapshot() -> LevelSnapshot {
        levels.snapshot()
    }

    private static func limited(_ decibels: Double) -> Double {
        decibels.isFinite ? min(max(decibels, gainRange.lowerBound), gainRange.upperBound) : 0
    }

    private func amplify(_ block: [Int16]) -> [Int16] {
        guard gain != 0 else { return block }
        let factor = Float(pow(10, gain / 20))
        return block.map { Int16(min(max((Float($0) * factor).rounded(), -32_768), 32_767)) }
    }

    /// Speech counts only where the session hears it.
    private mutating func detectSpeech(_ gate: Gate, _ output: inout Output) {
        detector.process(output.samples) { probability in
            speechProbability = Double(probability)
            let heard = gate == .open ? probability : 0
            if let event = tracker.advance(heard) { output.speech.append(VoiceEvent(event)) }
        }
    }

    private mutating func cut(_ samples: [Int16], into chunks: inout [AudioPart]) {
        var rest = samples[...]
        while !rest.isEmpty {
            let count = min(chunkSamples - chunk.count, rest.count)
            chunk.append(contentsOf: rest.prefix(count))
            rest = rest.dropFirst(count)
            if chunk.count == chunkSamples { chunks.append(takeChunk()) }
        }
    }

    private mutating func takeChunk() -> AudioPart {
        defer { chunk.removeAll(keepingCapacity: true) }
        return AudioPart(pcm: PCM16.bytes(littleEndian: chunk), sampleRate: Self.sampleRate)
    }
}

extension VoiceEvent {
    /// The start or the end of speech, as of when it was certain.
    fileprivate init(_ event: ActivityTracker.Event) {
        self = .speech(isActive: event.kind == .start, ago: event.committed - event.time)
    }
}
