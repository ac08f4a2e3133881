// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Whose turn it is: turns input into conversation, conversation into replies.
package struct Dialogue: Sendable {
    /// A reply on its way to the client; function calls may divide it into several requests.
    struct Reply: Sendable, Equatable {
        /// Of the request that is being answered.
        var id: Int
        /// What the model was given so far, the responses of functions included.
        var prompt: TokenCounts
        /// What is part of the conversation already.
        var response = TokenCounts()
        /// The words that were sent since, or spoken in what was sent.
        var text = ""
        var audioBytes = 0
        var thoughtTokens = 0
        /// The words sent so far do not end in a space.
        var followsText = false
        /// When a client that plays the sound as it comes has played it.
        var playedAt: Duration?
        /// Function calls of this request.
        var callCount = 0
    }

    enum Phase: Sendable, Equatable {
        /// Client content is history up to its first `turnComplete`.
        case seeding
        /// Waits for input; turns may wait here for somebody to ask for their answer.
        case idle
        case generating(Reply)
        /// Functions that block are running; the reply goes on with their responses.
        case calling(Reply)
        /// Everything is sent; `turnComplete` waits for the audio clock to reach this time.
        case draining(Reply, until: Duration)
    }

    /// A blank that follows client content this soon belongs to it: frameworks send the pair
    /// where only one of the two would be answered, and expect one answer.
    static let blankGrace = Duration.seconds(2)

    /// The most bytes of a picture that is kept until the next ones come.
    static let keptPictureBytes = 1 << 20

    private(set) var settings: SessionSettings
    var conversation = Conversation()
    var phase: Phase
    private(set) var ledger: TokenLedger
    let speed: Double
    /// The end of a turn says whether the interaction goes on.
    let statesInteraction: Bool
    /// The client was told that it goes on, and not yet that it is over.
    var isInteractionOpen = false
    var replyCount = 0
    var received = ReceivedMedia()
    /// The newest pictures, at most two: what changed between them can be measured.
    var latestPictures: [Blob] = []
    var input = InputBuffer()
    var intake: AudioIntake
    /// Of the media that came last: nearly all messages are of the same.
    var mediaType = MediaType("audio/pcm")
    /// Finds speech; nil when the client marks its activity itself.
    var listener: Listener?
    /// From the start of speech, or `activityStart`, to its end.
    var isUserActive = false
    var lastAudioAt = Duration.zero
    /// Turns that came during a reply they must not interrupt.
    var held: [Turn] = []
    var pending = PendingCalls()
    var contentAskedAt: Duration?

    package init(
        settings: SessionSettings,
        speed: Double = 1,
        statesInteraction: Bool = false,
        resamplers: ResamplerShelf = ResamplerShelf()
    ) {
        self.settings = settings
        self.speed = speed
        self.statesInteraction = statesInteraction
        intake = AudioIntake(shelf: resamplers)
        listener = settings.isActivityManual ? nil : Listener(settings.activity)
        phase = settings.hasInitialHistory ? .seeding : .idle
        ledger = TokenLedger(
            systemInstruction: settings.systemInstruction,
            tools: settings.tools
        )
    }

    /// The size of the context as it stands.
    package var contextTokens: Int { ledger.prompt(conversation).total }

    var isReplying: Bool {
        switch phase {
        case .generating, .calling, .draining: true
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
        if let response = message.toolResponse { actions += take(response) }
        return actions
    }

    /// Takes a timer's end.
    package mutating func handle(_ timer: SessionTimer, at now: Duration) -> [SessionAction] {
        switch timer {
        case .setup, .goAway, .lifeEnd: []
        case .turnEnd: audioClockReached(at: now)
        case .audioGap: audioGapReached(at: now)
        case .recognition: recognitionLimitReached(at: now)
        }
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
        if settings.refusesLaterContent, phase != .seeding {
            throw .invalidArgument("This model takes clientContent as initial history only.")
        }
        var actions = interrupt()
        var turns: [Turn] = []
        for turn in content.turns {
            for blob in turn.parts.compactMap(\.inlineData) where blob.mediaType.medium == .picture
            {
                keep(picture: blob)
            }
            let turn = Turn(turn, frameTokens: settings.frameTokens)
            received += turn.media
            turns.append(turn)
        }
        if content.turnComplete, phase != .seeding, !hasOpenInput { addFrames(to: &turns) }
        for turn in turns { conversation.append(turn) }
        guard content.turnComplete else { return actions }
        if phase == .seeding {
            phase = .idle
            return actions
        }
        contentAskedAt = now
        // What was said just before is part of the question; its words will ask for the answer.
        if !isAwaitingWords { actions += startReply() }
        return actions
    }

    /// Makes the frames that came in part of what was typed: typed turns are asked about them too.
    private mutating func addFrames(to turns: inout [Turn]) {
        var frames = input.takePictures()
        guard frames.count > 0 else { return }
        let tokens = TokenCounts(video: frames.count * settings.frameTokens)
        if let last = turns.lastIndex(where: { $0.role == .user }) {
            // They were seen before what the turn itself shows.
            frames += turns[last].media.pictures
            turns[last].media.pictures = frames
            turns[last].tokens += tokens
        } else {
            var media = ReceivedMedia()
            media.pictures = frames
            let content = Content(role: "user", parts: [])
            turns.append(Turn(role: .user, content: content, media: media, tokens: tokens))
        }
    }

    private static func check(_ content: Content) throws(SessionClose) {
        guard [nil, "", "user", "model"].contains(content.role) else {
            throw .invalidArgument("Please use a valid role: user, model.")
        }
        guard content.parts.allSatisfy({ $0.fileData == nil }) else { throw .notImplemented }
    }
}
