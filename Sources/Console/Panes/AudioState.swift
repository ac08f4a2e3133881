// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
import TerminalUI
package import Voice

/// Both directions of sound as the screen shows them.
package struct AudioState: PaneState {
    /// What another snapshot changed.
    enum Change: Comparable {
        case nothing
        /// Something that only meters and the Audio pane show.
        case levels
        /// Something that the status bar shows too.
        case state
    }

    /// To the precision of the screen.
    package private(set) var snapshot = VoiceSnapshot()
    /// Whether this run has a microphone and a loudspeaker, working or not.
    let hasSound: Bool
    private let glyphs: GlyphSet
    /// Eighths of certainty that there was speech.
    private var speech = TimeBins<UInt8>(stepMilliseconds: 100, capacity: 64, blank: 0)
    private var lastTaken: Duration = .zero

    /// The steps of ``speechStrip``.
    static let stripSteps = 20

    init(hasSound: Bool, glyphs: GlyphSet) {
        self.hasSound = hasSound
        self.glyphs = glyphs
    }

    /// Takes a snapshot in; waveforms and spectra count as changed only where they are in view.
    mutating func take(_ snapshot: VoiceSnapshot, at now: Duration, hasGraphs: Bool) -> Change {
        let (before, strip) = (self.snapshot, speechStrip)
        let shown = snapshot.shown(glyphs: glyphs)
        let eighths = UInt8(min(max(shown.microphone.speechProbability * 8, 0), 8))
        _ = speech.update(at: now) { $0 = max($0, eighths) }
        lastTaken = now
        self.snapshot = shown
        let isSame =
            hasGraphs ? before == shown : before.withoutGraphs == shown.withoutGraphs
        if isSame { return strip == speechStrip ? .nothing : .levels }
        return SoundState(before) == SoundState(shown) ? .levels : .state
    }

    /// Shows a switch as turned before the sound itself has answered.
    mutating func anticipate(_ change: (inout VoiceSnapshot) -> Void) {
        change(&snapshot)
    }

    /// How sure our own detector was of speech in the latest two seconds, 0 to 1, oldest first.
    var speechStrip: [Double] {
        let end = speech.step(of: lastTaken) + 1
        return (end - Self.stripSteps..<end).map { Double(speech[$0]) / 8 }
    }

    // Sound is told by snapshots; what the log says of it stands in transcript and lanes.
    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {}

    package func widget(_ scene: Scene) -> any PaneWidget {
        AudioPane(state: self, scene: scene)
    }
}

/// What the status bar tells of the sound.
private struct SoundState: Equatable {
    var microphone: SoundLook
    var speaker: SoundLook
    var turnDetection: TurnDetection
    var talkTimeLeft: Duration?

    init(_ snapshot: VoiceSnapshot) {
        microphone = SoundLook(snapshot.microphone, table: GlyphSet.ascii.table)
        speaker = SoundLook(snapshot.speaker, table: GlyphSet.ascii.table)
        turnDetection = snapshot.turnDetection
        talkTimeLeft = snapshot.talkTimeLeft
    }
}
