// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI
import Voice

extension VoiceSnapshot {
    /// This snapshot to the precision that a screen shows, its texts fit for a terminal.
    ///
    /// Two snapshots that look the same are equal afterwards, so nothing is drawn for a change that
    /// nobody could see: half a decibel moves a bar by an eighth of a cell or so.
    func shown(glyphs: GlyphSet) -> VoiceSnapshot {
        var shown = self
        shown.microphone.levels = microphone.levels.shown
        shown.microphone.device = microphone.device.shown(glyphs: glyphs)
        shown.microphone.speechProbability = microphone.speechProbability.rounded(to: 0.125)
        shown.microphone.gain = microphone.gain.rounded(to: 0.5)
        shown.speaker.levels = speaker.levels.shown
        shown.speaker.device = speaker.device.shown(glyphs: glyphs)
        shown.speaker.queued = speaker.queued.rounded(toMilliseconds: 10)
        shown.speaker.jitterTarget = speaker.jitterTarget.rounded(toMilliseconds: 5)
        shown.talkTimeLeft = talkTimeLeft?.rounded(toMilliseconds: 1000)
        shown.echo = echo.map { echo in
            EchoSnapshot(
                correlation: echo.correlation.rounded(to: 0.02),
                lag: echo.lag.rounded(toMilliseconds: 10)
            )
        }
        return shown
    }
}

extension VoiceSnapshot {
    /// This snapshot without waveforms and spectra.
    var withoutGraphs: VoiceSnapshot {
        var plain = self
        plain.microphone.levels.waveform = []
        plain.microphone.levels.spectrum = []
        plain.speaker.levels.waveform = []
        plain.speaker.levels.spectrum = []
        return plain
    }
}

extension LevelSnapshot {
    fileprivate var shown: LevelSnapshot {
        var shown = self
        shown.rms = rms.rounded(to: 0.5)
        shown.peak = peak.rounded(to: 0.5)
        shown.hold = hold.rounded(to: 0.5)
        shown.noiseFloor = noiseFloor.rounded(to: 1)
        shown.dcOffset = dcOffset.rounded(to: 0.01)
        // Loudness is nearer to the root of the amplitude than to the amplitude itself.
        shown.waveform = waveform.suffix(128).map { amplitude in
            Float(Double(max(amplitude, 0)).squareRoot().rounded(to: 1 / 24))
        }
        shown.spectrum = spectrum.prefix(32).map { Float(Double($0).rounded(to: 2)) }
        return shown
    }
}

extension DeviceSnapshot {
    fileprivate func shown(glyphs: GlyphSet) -> DeviceSnapshot {
        var shown = self
        shown.name = TerminalText.sanitized(name, glyphs: glyphs, newlines: .marked)
        shown.status = status.mapReason {
            TerminalText.sanitized($0, glyphs: glyphs, newlines: .marked)
        }
        return shown
    }
}

extension DeviceStatus {
    func mapReason(_ change: (String) -> String) -> DeviceStatus {
        switch self {
        case .unavailable(let reason): .unavailable(change(reason))
        case .lost(let reason): .lost(change(reason))
        case .opening, .running, .suspended, .stalled, .stopped: self
        }
    }
}

extension Double {
    /// The nearest multiple of `step`; what is no number becomes 0.
    fileprivate func rounded(to step: Double) -> Double {
        isFinite ? (self / step).rounded() * step : 0
    }
}

extension Duration {
    fileprivate func rounded(toMilliseconds step: Int) -> Duration {
        .milliseconds((wholeMilliseconds + step / 2) / step * step)
    }
}
