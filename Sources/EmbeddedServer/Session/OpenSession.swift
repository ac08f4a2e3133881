// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// A session from `setupComplete` to its close: a dialogue, its limits and its resumption.
struct OpenSession: Sendable {
    private(set) var dialogue: Dialogue
    let isResumed: Bool
    private let setup: Setup
    private let maximumContextTokens: Int
    private var lifetime: Lifetime
    private var updates: ResumptionUpdates
    private let drainTime: Duration
    /// The session ends as soon as nothing is on its way.
    private var isLeaving = false

    /// Opens what a setup asks for, or what it resumes.
    ///
    /// - Throws: The close the client gets instead of `setupComplete`.
    init(
        _ asked: Setup,
        configuration: SessionStateMachine.Configuration
    ) throws(SessionClose) {
        let saved = try Self.saved(asked, configuration)
        isResumed = saved != nil
        let setup = if let saved { try asked.resuming(saved.setup) } else { asked }
        let settings = try SessionSettings(validating: setup, rules: configuration.rules)
        if let saved, saved.modality != settings.modality {
            throw .invalidArgument("A resumed session keeps its response modality.")
        }
        dialogue = Dialogue(
            settings: settings,
            speed: configuration.speed,
            statesInteraction: configuration.statesInteraction,
            resamplers: configuration.resamplers
        )
        if let saved {
            dialogue.restore(saved.memory)
        } else {
            dialogue.begin(with: setup.prefixTurns)
        }
        lifetime = Lifetime(
            configuration.limits,
            isEndless: settings.compression != nil,
            earlier: saved?.age ?? .zero,
            firstPictureAt: saved?.firstPictureAt
        )
        updates = ResumptionUpdates(setup.sessionResumption, isAtRest: dialogue.isAtRest)
        maximumContextTokens = configuration.rules.contextTokens
        drainTime = configuration.drainTime
        self.setup = setup
    }

    private static func saved(
        _ setup: Setup,
        _ configuration: SessionStateMachine.Configuration
    ) throws(SessionClose) -> SavedSession? {
        guard let handle = setup.sessionResumption?.handle, !handle.isEmpty else { return nil }
        guard RandomName.isUUID(handle) else { throw .handleInvalid }
        guard let saved = configuration.recall(handle) else { throw .sessionNotFound }
        return saved
    }

    /// The first actions after `setupComplete`.
    mutating func begin(at now: Duration) -> [SessionAction] {
        lifetime.arrange(at: now)
    }

    /// Takes one input; `now` is on the connection's clock.
    mutating func handle(
        _ input: SessionStateMachine.Input,
        at now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        var actions: [SessionAction]
        switch input {
        case .message(let message, let isContinued):
            if !isContinued { updates.received() }
            if message.hasVideo { lifetime.pictureSeen(at: now) }
            actions = try dialogue.handle(message, at: now)
        case .reply(.goAway(let time), let id):
            return dialogue.isMaking(replyID: id) ? lifetime.announceEnd(in: time, at: now) : []
        case .reply(let event, let id):
            actions = try dialogue.handle(event, replyID: id, at: now)
        case .hearing(let hearing, let id):
            actions = dialogue.handle(hearing, of: id, at: now)
        case .timer(.goAway):
            return lifetime.announcement(at: now)
        case .timer(.lifeEnd):
            throw lifetime.close
        case .timer(let timer):
            actions = dialogue.handle(timer, at: now)
        case .leave:
            isLeaving = true
            actions = [.send(LiveServerMessage(goAway: GoAway(timeLeft: drainTime)))]
        case .fault(.goAway(let time)):
            return lifetime.announceEnd(in: time, at: now)
        case .fault(.loseHandles):
            return [.forgetHandles]
        case .fault(.garbage):
            return [.sendRaw(FaultOrder.garbageBytes)]
        case .undecodable, .fault:
            return []
        }
        dialogue.compressContext()
        guard dialogue.contextTokens <= maximumContextTokens else {
            throw .invalidArgument("The context is exhausted.")
        }
        return actions + lifetime.arrange(at: now) + tell(updates.step(dialogue), now)
    }

    /// Whether the server is to end and nothing is left to be said or answered.
    var isOver: Bool {
        isLeaving && !dialogue.isReplying && !dialogue.hasOpenInput && dialogue.pending.isEmpty
    }

    private func tell(_ update: ResumptionUpdates.Update?, _ now: Duration) -> [SessionAction] {
        switch update {
        case nil:
            []
        case .unresumable:
            [.send(LiveServerMessage(sessionResumptionUpdate: SessionResumptionUpdate()))]
        case .resumable(let lastConsumed):
            [.offerHandle(saved(at: now), lastConsumed: lastConsumed)]
        }
    }

    private func saved(at now: Duration) -> SavedSession {
        var setup = setup
        let settings = dialogue.settings
        setup.systemInstruction =
            settings.systemInstruction.isEmpty ? nil : Content(settings.systemInstruction)
        setup.tools = settings.tools
        setup.sessionResumption = nil
        return SavedSession(
            setup: setup,
            modality: settings.modality,
            memory: dialogue.memory,
            age: lifetime.age(at: now),
            firstPictureAt: lifetime.firstPictureAt
        )
    }
}

extension LiveClientMessage {
    /// Whether it brings a picture of a camera or screen; one in client content is no video.
    fileprivate var hasVideo: Bool {
        guard let realtimeInput else { return false }
        let blobs = realtimeInput.mediaChunks + [realtimeInput.video].compactMap(\.self)
        return blobs.contains { $0.mediaType.medium == .picture }
    }
}
