// SPDX-License-Identifier: Apache-2.0

import Console
import EmbeddedServer
import LiveAPI
import LiveEngine
import Video
import Voice

/// The sessions of one console, one after the other: made on request, their logs sent to the screen.
@MainActor
final class ConsoleSessions: ConsoleSource {
    /// What the next session is set up with.
    var setup: Setup

    private let host: SessionHost
    private let voice: ConsoleVoice
    private let video: VideoPipeline<ContinuousClock>
    private let queue: ConsoleEventQueue
    private let recording: ConsoleRecording
    private let profile: SessionProfile
    private let redactor: Redactor
    private let started: ContinuousClock.Instant
    private let requests: AsyncStream<Opened>
    private let requestContinuation: AsyncStream<Opened>.Continuation
    private let recordingRequests: AsyncStream<Bool>
    private let recordingContinuation: AsyncStream<Bool>.Continuation
    private var current: LiveSession<ContinuousClock>?
    /// The session that hears the microphone, over all its connections.
    private var listening: LiveSession<ContinuousClock>?
    private var hadSession = false
    /// When the running session's time began; nil without one.
    private var origin: ContinuousClock.Instant?
    private var marks = 0
    /// What answers the running session's function calls.
    private var tools: SessionTools?
    /// Whether calls wait for the person before they run, in every session.
    private var holdsTools = false
    /// What is done to the answers of calls, in every session.
    private var toolStrain: ToolOrder?
    /// Who finds the turns over the connection that was set up last.
    private var detection = TurnDetection.automatic

    /// A session and how it was set up.
    private struct Opened {
        let session: LiveSession<ContinuousClock>
        let profile: SessionProfile
        let origin: ContinuousClock.Instant
    }

    /// Prepares for sessions whose times count from `started`, the console's time zero.
    init(
        host: SessionHost,
        voice: ConsoleVoice,
        video: VideoPipeline<ContinuousClock>,
        queue: ConsoleEventQueue,
        recording: ConsoleRecording,
        profile: SessionProfile,
        redactor: Redactor,
        started: ContinuousClock.Instant
    ) {
        self.host = host
        self.voice = voice
        self.video = video
        self.queue = queue
        self.recording = recording
        self.profile = profile
        self.redactor = redactor
        self.started = started
        setup = profile.setup
        (requests, requestContinuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(1)
        )
        (recordingRequests, recordingContinuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
    }

    /// Begins a session unless one is running.
    func connect() {
        guard current == nil else { return }
        let origin = ContinuousClock.now
        let session = host.makeSession(
            origin: origin,
            setup: setup,
            replyAudio: voice.pipeline.replyAudio
        )
        var profile = profile
        profile.setup = setup
        current = session
        self.origin = origin
        requestContinuation.yield(Opened(session: session, profile: profile, origin: origin))
    }

    /// Hands a command to the running session.
    ///
    /// Text for a session that has just ended, which the screen may not know yet, begins a new one:
    /// it was typed to be sent.
    func submit(_ command: SessionCommand) {
        if let current, current.submit(command) { return }
        guard case .sendText = command else { return }
        current = nil
        connect()
        _ = current?.submit(command)
    }

    /// Does what the person decided about a function call.
    func take(_ order: ToolOrder) {
        if case .hold(let isHolding) = order { holdsTools = isHolding }
        if case .strain = order { toolStrain = order }
        tools?.take(order)
    }

    /// Runs every session that is asked for until `finish()`.
    func run() async {
        for await opened in requests {
            let session = opened.session
            await queue.post(.sessionOpened(opened.profile, at: started.duration(to: .now)))
            recording.sessionOpened(opened.profile, origin: opened.origin)
            let tools = host.makeTools(for: session, isAttended: true)
            tools?.take(.hold(holdsTools))
            if let toolStrain { tools?.take(toolStrain) }
            self.tools = tools
            await withTaskGroup { group in
                group.addTask { _ = await session.run() }
                if let tools { group.addTask { await tools.run() } }
                defer { group.cancelAll() }
                for await event in session.events {
                    recording.record(event)
                    tools?.follow(event.kind)
                    follow(event.kind, of: session)
                    await queue.post(.session(redactor.hide(in: event)))
                }
            }
            release(session)
        }
    }

    /// Opens and closes the microphone's way to the session.
    private func follow(_ event: SessionEvent.Kind, of session: LiveSession<ContinuousClock>) {
        switch event {
        case .frame(let frame):
            guard case .client(let message) = frame.meaning, let setup = message.setup else {
                return
            }
            detection = setup.turnDetection
        case .phase(.ready):
            // The marks in the sound are those of the connection that carries it.
            voice.pipeline.submit(.setTurnDetection(detection))
            guard listening !== session else { return }
            listening = session
            voice.attach(session, isFirst: !hadSession)
            video.attach { [session] in session.submit($0) }
            hadSession = true
        case .phase(.ended):
            release(session)
        default:
            break
        }
    }

    /// Takes the microphone away and makes room for a new session, unless there is one already.
    private func release(_ session: LiveSession<ContinuousClock>) {
        voice.pipeline.detach()
        video.detach()
        listening = nil
        if current === session { current = nil }
    }

    /// Closes the running session and takes no further request; `run()` then returns.
    func finish() {
        submit(.close)
        requestContinuation.finish()
    }

    // MARK: - For the screen

    var snapshot: VoiceSnapshot { voice.pipeline.snapshot }

    func devices() async -> [DeviceChoice] { await voice.devices() }

    func mark() async {
        guard current != nil, let origin else { return }
        marks += 1
        let event = SessionEvent(
            offset: origin.duration(to: .now),
            kind: .notice(Notice(.info, "mark \(marks)"))
        )
        recording.record(event)
        await queue.post(.session(redactor.hide(in: event)))
    }

    func perform(_ effect: ConsoleEffect) {
        switch effect {
        case .connect: connect()
        case .disconnect: submit(.close)
        case .sendText(let text): submit(.sendText(text))
        case .inject(let payload): submit(.inject(payload))
        case .fault(let fault):
            // Said first: what comes of it stands below.
            submit(.note(fault.notice))
            host.order(FaultOrder(fault))
        case .interrupt: submit(.interrupt)
        case .voice(let command): voice.pipeline.submit(command)
        case .video(let order): video.submit(order)
        case .stage(let setup): self.setup = setup
        case .apply(let setup): submit(.apply(setup))
        case .setRecording(let isOn): recordingContinuation.yield(isOn)
        case .tool(let order): take(order)
        case .replay, .editOutside, .listDevices, .copy, .suspend, .reload, .redraw, .quit,
            .listThemes, .loadTheme, .loadProfile, .keepTheme, .captureMouse:
            break
        }
    }

    /// Begins and ends recordings as they are asked for, until cancelled.
    func runRecording() async {
        await withTaskGroup { group in
            group.addTask { await self.recording.run() }
            for await isOn in recordingRequests {
                await recording.set(isOn: isOn, profile: profile)
            }
            group.cancelAll()
        }
    }
}
