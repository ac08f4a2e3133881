// SPDX-License-Identifier: Apache-2.0

import LiveEngine
package import Voice

/// What a few seconds of a microphone came to.
package struct MicEvidence: Sendable {
    private let first: MicrophoneSnapshot
    private(set) var last: MicrophoneSnapshot
    /// In dBFS.
    private(set) var loudest: Double
    private(set) var loudestRMS: Double
    /// Whether our own detector heard speech at any time.
    private(set) var hasSpeech: Bool
    /// The loudest that each band was while there was speech; empty without any.
    private(set) var speechSpectrum: [Float] = []

    package init(_ microphone: MicrophoneSnapshot) {
        first = microphone
        last = microphone
        loudest = microphone.levels.peak
        loudestRMS = microphone.levels.rms
        hasSpeech = microphone.isSpeech
        takeSpectrum(microphone)
    }

    package mutating func take(_ microphone: MicrophoneSnapshot) {
        last = microphone
        loudest = max(loudest, microphone.levels.peak)
        loudestRMS = max(loudestRMS, microphone.levels.rms)
        hasSpeech = hasSpeech || microphone.isSpeech
        takeSpectrum(microphone)
    }

    private mutating func takeSpectrum(_ microphone: MicrophoneSnapshot) {
        let spectrum = microphone.levels.spectrum
        guard microphone.isSpeech, !spectrum.isEmpty else { return }
        speechSpectrum =
            speechSpectrum.count == spectrum.count
            ? zip(speechSpectrum, spectrum).map { max($0, $1) } : spectrum
    }

    /// Samples at full scale while it listened.
    var clipped: Int { last.levels.clipped - first.levels.clipped }
    var xruns: Int { last.device.xruns - first.device.xruns }
    var losses: Int { last.device.losses - first.device.losses }

    /// Whether the upper octave is empty in speech that fills the others.
    ///
    /// The bands end at 8 kHz, half the session's rate, and each spans a fifth of an octave or so:
    /// from 60 Hz there are seven octaves. A device that sampled at 8 kHz leaves nothing above 4.
    var isNarrow: Bool {
        guard speechSpectrum.count >= 14 else { return false }
        let upper = speechSpectrum.suffix(speechSpectrum.count / 8)
        let rest = speechSpectrum.dropLast(speechSpectrum.count / 7 + 1)
        guard let highest = upper.max(), let loudest = rest.max() else { return false }
        return highest < -84 && loudest > -50
    }
}
