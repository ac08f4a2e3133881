// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine

/// The loudspeaker's stream, and the levels of what it plays.
struct SpeakerLine {
    var line: DeviceLine
    private let device: any PlaybackDevice
    private let player: ReplyPlayer
    private var levels = LevelHistory(sampleRate: RingFeed.sampleRate)
    private var levelsAt: Duration?
    /// Since the last look.
    private(set) var report = ReplyPlayer.Report()

    init(_ device: any PlaybackDevice, _ configuration: StreamConfiguration, _ player: ReplyPlayer)
    {
        self.device = device
        self.player = player
        line = DeviceLine(.output, configuration)
    }

    /// Whether a reply can be heard now.
    var isAudible: Bool { report.isFlowing && !report.isMuted && line.status == .running }

    mutating func start() {
        do throws(DeviceError) {
            line.noteStarted(try player.start(device, line.configuration))
        } catch {
            line.noteFailure(error)
        }
    }

    /// Lets go of the stream, which the caller stops.
    mutating func takeStream() -> (any AudioStream)? {
        guard let stream = player.takeStream() else { return nil }
        line.noteStopping()
        return stream
    }

    /// Moves sound on and follows its levels.
    mutating func advance(to now: Duration) {
        report = player.advance()
        let elapsed = levelsAt.map { now - $0 } ?? .zero
        if !report.played.isEmpty {
            levels.process(report.played)
            levelsAt = now
        } else if !report.isFlowing || elapsed > .milliseconds(100) {
            // Meters fall in silence too; a tenth of a second of it at once is enough.
            let samples = AudioFormat.speaker.frames(in: min(elapsed, .milliseconds(100)))
            levels.process([Int16](repeating: 0, count: samples))
            levelsAt = now
        }
    }

    mutating func snapshot() -> SpeakerSnapshot {
        var speaker = SpeakerSnapshot()
        speaker.device = line.snapshot()
        speaker.device.droppedFrames += report.droppedSamples
        speaker.levels = levels.snapshot()
        speaker.isOn = !report.isMuted
        speaker.isPlaying = isAudible
        speaker.queued = report.queued
        speaker.jitterTarget = report.jitterTarget
        speaker.underruns = report.underruns
        return speaker
    }
}
