// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Voice

/// The words and figures of sound, as the Audio pane and the strips above the panes write them.
struct SoundFigures {
    let snapshot: VoiceSnapshot
    let theme: Theme
    let table: GlyphTable

    private var microphone: MicrophoneSnapshot { snapshot.microphone }
    private var speaker: SpeakerSnapshot { snapshot.speaker }

    func muted(_ text: String) -> Span {
        Span(text, theme.style(.muted))
    }

    func peak(_ levels: LevelSnapshot) -> Span {
        Span("pk \(LevelText.decibels(levels.peak).padded(to: 5))", theme.style(.foreground))
    }

    func clip(_ levels: LevelSnapshot) -> Span {
        count("clip", levels.clipped, .meterClip)
    }

    /// A count that stands out, with a mark, once it is above zero.
    func count(_ name: String, _ count: Int, _ role: ThemeRole) -> Span {
        guard count > 0 else { return muted("\(name) 0") }
        return Span("\(name) \(TimeText.short(count))\(table.warning)", theme.style(role))
    }

    func xruns(_ device: DeviceSnapshot) -> Span {
        count("xrun", device.xruns, .meterXrun)
    }

    func name(_ device: DeviceSnapshot) -> Span {
        muted(device.name.isEmpty ? "no device yet" : device.name)
    }

    /// What a device gave for what was asked, `48k→16k stereo 10 ms`.
    func format(_ device: DeviceSnapshot, ours: Int, isInput: Bool) -> Span {
        guard let rate = device.sampleRate else { return muted("no format yet") }
        let given = LevelText.rate(rate)
        let used = LevelText.rate(ours)
        let arrow = table.rightArrow
        let rates =
            rate == ours ? given : isInput ? "\(given)\(arrow)\(used)" : "\(used)\(arrow)\(given)"
        let channels = device.channels.map { " " + LevelText.channels($0) } ?? ""
        let period = device.period.map { " \($0.wholeMilliseconds) ms" } ?? ""
        return muted("\(rates)\(channels)\(period)")
    }

    /// How our own detector judges the sound; the server decides by itself.
    var speech: Span {
        microphone.isSpeech
            ? Span("\(table.bullet) speech", theme.style(.meterVadLocal))
            : muted("\(table.dot) quiet ")
    }

    /// What the talk key is doing, or who finds the turns.
    var talk: Span {
        if let left = snapshot.talkTimeLeft {
            let seconds = left.components.seconds
            return Span("\(table.bullet) TALK \(seconds) s", theme.style(.recording))
        }
        return muted(snapshot.turnDetection == .manual ? "PTT latch" : "auto VAD")
    }

    var duplex: Span {
        muted("\(snapshot.duplex.rawValue) duplex")
    }

    var queue: Span {
        muted("queue \(speaker.queued.wholeMilliseconds) ms")
    }

    var echo: Span {
        guard let echo = snapshot.echo else { return muted("echo n/a") }
        return echo.isLikely
            ? Span(
                "echo r=\(LevelText.hundredths(echo.correlation))\(table.warning)",
                theme.style(.warn)
            )
            : muted("echo r=\(LevelText.hundredths(echo.correlation))")
    }
}

extension Span {
    /// The span with blanks behind it, so that bars beside it keep their length.
    func padded(to columns: Int) -> Span {
        Span(text.padded(to: columns), style)
    }
}

extension EchoSnapshot {
    /// Whether the microphone probably hears the loudspeaker.
    ///
    /// Speech that merely overlaps correlates below 0.2 within half a second of lags; a loudspeaker
    /// on the same table is well above 0.4.
    var isLikely: Bool { correlation >= 0.35 }
}

extension VoiceSnapshot {
    /// The rates of sound on the wire, in hertz (Live API audio formats).
    static let microphoneRate = 16_000
    static let replyRate = 24_000
}
