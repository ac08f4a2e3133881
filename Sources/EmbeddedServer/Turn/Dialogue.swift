// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Whose turn it is: turns input into conversation, conversation into replies.
package struct Dialogue: Sendable {
    /// A reply on its way to the client.
    struct Reply: Sendable, Equatable {
        var id: Int
        var prompt: TokenCounts
        /// The words that were sent, or spoken in what was sent.
        var text = ""
        var audioBytes = 0
        var firstAudioAt: Duration?
    }

    enum Phase: Sendable, Equatable {
        /// Client content is history up to its first `turnComplete`.
        case seeding
        /// Waits for input; turns may wait here for somebody to ask for their answer.
        case idle
        case generating(Reply)
        /// Everything is sent; `turnComplete` waits for the audio clock to reach this time.
        case draining(Reply, until: Duration)
    }

    /// A blank that follows client content this soon belongs to it: frameworks send the pair
    /// where only one of the two would be answered, and expect one answer.
    static let blankGrace = Duration.seconds(2)

    private(set) var settings: SessionSettings
    var conversation = Conversation()
    var phase: Phase
    private(set) var ledger: TokenLedger
    let speed: Double
    var replyCount = 0
    private(set) var received = ReceivedMedia()
    private var input = InputBuffer()
    /// Between `activityStart` and `activityEnd`.
    private var isUserActive = false
    /// Turns that came during a reply they must not interrupt.
    var held: [Turn] = []
    private var contentAskedAt: Duration?

    package init(settings: SessionSettings, speed: Double = 1) {
        self.settings = settings
        self.speed = speed
        phase = settings.hasInitialHistory ? .seeding : .idle
        ledger = TokenLedger(
            systemInstruction: settings.systemInstruction,
            tools: settings.tools
        )
    }

    /// The size of the context as it stands.
    package var contextTokens: Int { ledger.prompt(conversation).total }

    private var isReplying: Bool {
        switch phase {
        case .generating, .draining: true
        case .seeding, .idle: false
        }
    }
}

extension Dialogue {
    /// Takes a message of the client's, apart from `setup`.
    package mutating func handle(
        _ message: LiveClientMessage,
        at now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        var actions: [SessionAction] = []
        if let update = message.contextUpdate { apply(update) }
        if let content = message.clientContent { actions += try take(content, now) }
        if let input = message.realtimeInput { actions += try take(input, now) }
        return actions
    }

    private mutating func apply(_ update: ContextUpdate) {
        if let instruction = update.systemInstruction {
            settings.systemInstruction = instruction.paragraphs
        }
        if let list = update.tools { settings.tools = list.tools }
        ledger.update(systemInstruction: settings.systemInstruction, tools: settings.tools)
    }

    private mutating func take(
        _ content: ClientContent,
        _ now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        for turn in content.turns { try Self.check(turn) }
        var actions = interrupt()
        for turn in content.turns {
            let turn = Turn(turn, frameTokens: settings.frameTokens)
            received += turn.media
            conversation.append(turn)
        }
        guard content.turnComplete else { return actions }
        if phase == .seeding {
            phase = .idle
            return actions
        }
        contentAskedAt = now
        actions += startReply()
        return actions
    }

    private static func check(_ content: Content) throws(SessionClose) {
        guard [nil, "", "user", "model"].contains(content.role) else {
            throw .invalidArgument("Please use a valid role: user, model.")
        }
        guard content.parts.allSatisfy({ $0.fileData == nil }) else { throw .notImplemented }
    }

    private mutating func take(
        _ realtime: RealtimeInput,
        _ now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        var actions: [SessionAction] = []
        for blob in realtime.mediaChunks + [realtime.audio, realtime.video].compactMap({ $0 }) {
            try take(blob)
        }
        if realtime.activityStart != nil || realtime.activityEnd != nil,
            !settings.isActivityManual
        {
            throw .explicitActivity
        }
        if realtime.activityStart != nil, !isUserActive {
            isUserActive = true
            if settings.activityInterrupts { actions += interrupt() }
        }
        if let text = realtime.text { actions += take(text: text, now) }
        if realtime.activityEnd != nil, isUserActive {
            isUserActive = false
            actions += commitInput(withAudio: true)
        }
        // Until speech is detected here, the end of the stream is the only sign that a spoken
        // turn is over.
        if realtime.audioStreamEnd, !settings.isActivityManual, input.hasSound {
            actions += commitInput(withAudio: true)
        }
        return actions
    }

    private mutating func take(_ blob: Blob) throws(SessionClose) {
        switch blob.medium {
        case .audio:
            guard blob.isPCM else {
                throw .invalidArgument("Audio input must be audio/pcm, not \(blob.mimeType).")
            }
            received.addAudio(blob)
            let isDiscarded =
                settings.isActivityManual && !isUserActive && settings.turnCoverage != .allInput
            if !isDiscarded { input.addAudio(blob) }
        case .picture:
            received.addPicture(blob)
            input.addPicture(blob)
        case .other:
            throw .invalidArgument("Media input must be audio/* or image/*, not \(blob.mimeType).")
        }
    }

    private mutating func take(text: String, _ now: Duration) -> [SessionAction] {
        let isBlank = text.allSatisfy(\.isWhitespace)
        if isBlank, let asked = contentAskedAt, now - asked <= Self.blankGrace {
            contentAskedAt = nil
            return []
        }
        contentAskedAt = nil
        if !isBlank { input.add(text: text) }
        // What an open microphone hears while somebody types is not part of what they say.
        return isUserActive ? [] : commitInput(withAudio: settings.turnCoverage == .allInput)
    }

    /// Makes the collected input the user's turn and has it answered.
    private mutating func commitInput(withAudio: Bool) -> [SessionAction] {
        let turn = input.takeTurn(withAudio: withAudio, frameTokens: settings.frameTokens)
        if isReplying, !settings.activityInterrupts {
            held.append(turn)
            return []
        }
        let actions = interrupt()
        conversation.append(turn)
        return actions + startReply()
    }
}
