// SPDX-License-Identifier: Apache-2.0

package import AudioCore
package import LiveEngine
import Synchronization

/// Everything between the sound devices and the session: microphone, loudspeaker and meters.
///
/// The microphone's device is opened when the microphone is first wanted and stays open from then
/// on, so that its meters live while it is switched off; its sound goes nowhere then. Replies need
/// no turn of the loop to be heard: they go straight to the loudspeaker's ring.
package final class VoicePipeline<C: Clock>: Sendable where C.Duration == Duration {
    private static var inboxLimit: Int { 256 }

    private struct Inbox {
        var commands: [VoiceCommand] = []
        /// Directions whose old stream has stopped.
        var stopped: [SoundDirection] = []
    }

    private let configuration: VoiceConfiguration
    private let capture: any CaptureDevice
    private let playback: any PlaybackDevice
    private let clock: C
    private let origin: C.Instant
    private let player: ReplyPlayer
    private let outlet = SessionOutlet()
    private let rest = LoopRest()
    private let inbox = Mutex(Inbox())
    private let picture: Mutex<VoiceSnapshot>

    package init(
        configuration: VoiceConfiguration,
        capture: any CaptureDevice,
        playback: any PlaybackDevice,
        clock: C
    ) {
        self.configuration = configuration
        self.capture = capture
        self.playback = playback
        self.clock = clock
        let origin = clock.now
        self.origin = origin
        player = ReplyPlayer(isMuted: !configuration.isSpeakerOn, rouse: rest.rouse) {
            origin.duration(to: clock.now)
        }
        picture = Mutex(VoiceSnapshot(of: configuration))
    }

    /// What the meters show, some 20 ms old at most while sound moves; cheap, from any thread.
    package var snapshot: VoiceSnapshot { picture.withLock(\.self) }

    /// Where the session puts the sound of replies.
    package var replyAudio: any ReplyAudioSink { player }

    /// Takes a command from any thread and returns at once.
    ///
    /// The loudspeaker obeys at once too, all else within 40 ms: a loop that rests is roused.
    /// Commands that came before `run` are obeyed when it begins.
    package func submit(_ command: VoiceCommand) {
        switch command {
        case .interrupt: player.interrupt()
        case .setSpeaker(let isOn): player.setMuted(!isOn)
        default: break
        }
        inbox.withLock { inbox in
            guard inbox.commands.count < Self.inboxLimit else { return }
            inbox.commands.append(command)
        }
        rest.rouse()
    }

    /// Sends chunks and reports to a session from now on.
    ///
    /// To be called before the session's first reply, whose turns are taken for new ones.
    ///
    /// - Parameter submit: Called from the loop, must return at once; says whether the session took
    ///   the command.
    package func attach(_ submit: @escaping @Sendable (SessionCommand) -> Bool) {
        player.beginSession()
        outlet.attach(submit)
        rest.rouse()
    }

    /// Sends nothing any more; what is under way to the loudspeaker is still played.
    package func detach() {
        outlet.detach()
        rest.rouse()
    }

    /// Opens the devices and moves sound until it is cancelled; then stops the devices.
    ///
    /// A device that cannot be opened is a status, not the end. To be called once.
    package func run() async {
        await withDiscardingTaskGroup { group in
            var loop = VoiceLoop(configuration, capture, playback, player, outlet)
            while !Task.isCancelled {
                rest.beginTurn()
                let inbox = takeInbox()
                for direction in inbox.stopped { loop.noteStopped(direction) }
                let next = loop.turn(inbox.commands, at: now)
                show(loop.snapshot)
                for (direction, stream) in loop.takeRetired() {
                    group.addTask { await self.stop(stream, direction) }
                }
                let instant = origin.advanced(by: next)
                if loop.isResting {
                    await rest.sleep(on: clock, until: instant)
                } else {
                    try? await clock.sleep(until: instant, tolerance: .zero)
                }
            }
            loop.end(at: now)
            show(loop.snapshot)
            for (direction, stream) in loop.takeRetired() {
                group.addTask { await self.stop(stream, direction) }
            }
        }
    }

    private var now: Duration { origin.duration(to: clock.now) }

    private func takeInbox() -> Inbox {
        inbox.withLock { inbox in
            defer { inbox = Inbox() }
            return inbox
        }
    }

    private func show(_ snapshot: VoiceSnapshot) {
        picture.withLock { $0 = snapshot }
    }

    private func stop(_ stream: any AudioStream, _ direction: SoundDirection) async {
        await StreamRetirement.stop(stream)
        inbox.withLock { $0.stopped.append(direction) }
        rest.rouse()
    }
}

extension VoiceSnapshot {
    /// What is known before anything runs.
    fileprivate init(of configuration: VoiceConfiguration) {
        self.init()
        microphone.device.name = configuration.microphone.device
        microphone.isOn = configuration.isMicrophoneOn
        microphone.gain = configuration.gain
        speaker.device.name = configuration.speaker.device
        speaker.isOn = configuration.isSpeakerOn
        turnDetection = configuration.turnDetection
        duplex = configuration.duplex
    }
}
