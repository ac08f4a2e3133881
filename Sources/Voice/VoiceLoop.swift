// SPDX-License-Identifier: Apache-2.0

import AudioCore
import LiveEngine

/// One turn of the pipeline after another: commands in, sound through, reports out.
///
/// Synchronous and owned by whoever runs it; time comes in, and the time of the next turn goes out.
struct VoiceLoop: ~Copyable {
    /// The room's echo of a reply outlasts it.
    static let gateTail = Duration.milliseconds(200)
    private static let activePace = Duration.milliseconds(10)
    private static let idlePace = Duration.milliseconds(40)
    private static let picturePace = Duration.milliseconds(20)
    /// Meters have fallen, and the peaks they hold, when nothing has moved for so long.
    private static let settling = Duration.seconds(4)
    /// Nobody says when a device comes or goes.
    private static let restPace = Duration.milliseconds(250)

    /// As of the latest picture.
    private(set) var snapshot = VoiceSnapshot()
    /// Streams that are to be stopped, which takes time.
    private(set) var retired: [(direction: SoundDirection, stream: any AudioStream)] = []

    private let player: ReplyPlayer
    private let outlet: SessionOutlet
    private var session: SessionOutlet.Session?
    private var microphone: MicrophoneLine
    private var speaker: SpeakerLine
    private var pump: CapturePump
    private var talk: MicrophoneSwitch
    private var duplex: Duplex
    private var gateEnd: Duration?
    private var echo = EchoProbe()
    private var droppedChunks = 0
    private var nextPicture = Duration.zero
    private var latestMovement = Duration.zero
    /// Whether nothing moves and only what comes from outside, or a device, can change that.
    private(set) var isResting = false

    init(
        _ configuration: VoiceConfiguration,
        _ capture: any CaptureDevice,
        _ playback: any PlaybackDevice,
        _ player: ReplyPlayer,
        _ outlet: SessionOutlet
    ) {
        self.player = player
        self.outlet = outlet
        microphone = MicrophoneLine(capture, configuration.microphone)
        speaker = SpeakerLine(playback, configuration.speaker, player)
        pump = CapturePump(chunk: configuration.chunk, gain: configuration.gain)
        talk = MicrophoneSwitch(
            isOn: configuration.isMicrophoneOn,
            turnDetection: configuration.turnDetection,
            talkLimit: configuration.talkLimit
        )
        duplex = configuration.duplex
    }

    /// Returns when the next turn is due.
    mutating func turn(_ commands: [VoiceCommand], at now: Duration) -> Duration {
        followSession()
        for command in commands { obey(command, at: now) }
        perform(talk.advance(to: now))
        if talk.wasEverWanted, microphone.line.isIdle { microphone.start() }
        if speaker.line.isIdle { speaker.start() }
        speaker.advance(to: now)
        if speaker.isAudible { gateEnd = now + Self.gateTail }
        let heard = listen(at: now)
        echo.process(
            played: speaker.report.played,
            heard: heard,
            isPlaying: speaker.report.isFlowing
        )
        for event in speaker.report.events { report(event) }
        if let change = microphone.line.takeChange() { report(change) }
        if let change = speaker.line.takeChange() { report(change) }
        if now >= nextPicture || !commands.isEmpty { takePicture(at: now) }
        return nextTurn(after: now, foundSamples: !heard.isEmpty)
    }

    mutating func takeRetired() -> [(direction: SoundDirection, stream: any AudioStream)] {
        defer { retired.removeAll() }
        return retired
    }

    mutating func noteStopped(_ direction: SoundDirection) {
        switch direction {
        case .input: microphone.line.noteStopped()
        case .output: speaker.line.noteStopped()
        }
    }

    /// Retires both streams.
    mutating func end(at now: Duration) {
        retire(.input)
        retire(.output)
        speaker.advance(to: now)
        for event in speaker.report.events { report(event) }
        takePicture(at: now)
    }

    private mutating func followSession() {
        let current = outlet.session
        guard current != session else { return }
        session = current
        _ = pump.close()
        for complaint in [microphone.line.complaint, speaker.line.complaint] {
            if let complaint { report(complaint) }
        }
        perform(talk.opening)
    }

    private mutating func obey(_ command: VoiceCommand, at now: Duration) {
        switch command {
        case .setMicrophone(let isOn): perform(talk.setOn(isOn))
        case .setTalking(let isTalking): perform(talk.setTalking(isTalking, at: now))
        case .setTurnDetection(let detection): perform(talk.setTurnDetection(detection))
        case .setDuplex(let duplex): self.duplex = duplex
        case .setGain(let gain): pump.setGain(gain)
        case .selectDevice(.input, let name):
            retire(.input)
            microphone.line.select(name)
        case .selectDevice(.output, let name):
            retire(.output)
            speaker.line.select(name)
        // Cannot wait for a turn: the pipeline has handed them to the player already.
        case .setSpeaker, .interrupt: break
        }
    }

    private mutating func retire(_ direction: SoundDirection) {
        let stream =
            direction == .input ? microphone.takeStream() : speaker.takeStream()
        if let stream { retired.append((direction, stream)) }
    }

    private mutating func perform(_ actions: [MicrophoneSwitch.Action]) {
        for action in actions {
            switch action {
            case .sendRest: send(pump.close())
            case .tell(let command): _ = outlet.send(command, to: session)
            }
        }
    }

    /// Moves what the microphone heard; returns it at 16 kHz.
    private mutating func listen(at now: Duration) -> [Int16] {
        let samples = microphone.read()
        guard !samples.isEmpty else { return [] }
        if let given = microphone.given { pump.setInputRate(given.format.sampleRate) }
        let output = pump.process(samples, gate: gate(at: now))
        send(output)
        return output.samples
    }

    private func gate(at now: Duration) -> CapturePump.Gate {
        guard talk.isOpen, session != nil else { return .closed }
        return isGated(at: now) ? .silent : .open
    }

    private func isGated(at now: Duration) -> Bool {
        guard duplex == .half, let gateEnd else { return false }
        return now < gateEnd
    }

    private mutating func send(_ output: CapturePump.Output) {
        for chunk in output.chunks where !outlet.send(.sendAudio(chunk), to: session) {
            droppedChunks += 1
        }
        for event in output.speech { report(event) }
    }

    private func report(_ event: VoiceEvent) {
        _ = outlet.send(.report(event), to: session)
    }

    private mutating func nextTurn(after now: Duration, foundSamples: Bool) -> Duration {
        if foundSamples || speaker.report.isActive { latestMovement = now }
        isResting = now - latestMovement > Self.settling
        if isResting { return now + Self.restPace }
        let pace = now + (speaker.report.isActive ? Self.activePace : Self.idlePace)
        guard microphone.isStarted else { return pace }
        return min(pace, microphone.nextLook(after: now, foundSamples: foundSamples))
    }

    private mutating func takePicture(at now: Duration) {
        nextPicture = now + Self.picturePace
        var picture = VoiceSnapshot()
        picture.microphone.device = microphone.line.snapshot()
        picture.microphone.levels = pump.levelSnapshot()
        picture.microphone.isOn = talk.isOn
        picture.microphone.isOpen = talk.isOpen && session != nil
        picture.microphone.isGated = picture.microphone.isOpen && isGated(at: now)
        picture.microphone.speechProbability = pump.speechProbability
        picture.microphone.isSpeech = pump.isSpeech
        picture.microphone.gain = pump.gain
        picture.microphone.droppedChunks = droppedChunks
        picture.speaker = speaker.snapshot()
        picture.turnDetection = talk.turnDetection
        picture.duplex = duplex
        picture.talkTimeLeft = talk.talkTimeLeft(at: now)
        picture.echo = echo.snapshot
        snapshot = picture
    }
}
