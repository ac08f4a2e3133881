// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TestSupport

/// The machine, a simulated server, a person who types, and the clock they share.
struct SoakWorld {
    /// What is due at some time.
    private enum Event {
        case timer(SessionStateMachine.Timer, number: Int)
        /// Of the far end; of no effect once the connection is another one.
        case far(FarStep, connection: Int)
        case typing
        case fault
        case look
    }

    private enum FarStep {
        case opened
        case refusesConnection
        case answersSetup
        case begins
        case completes
        case closes(ConnectionEnding)
    }

    /// What the far end is like just now.
    private enum Mood: CaseIterable {
        case well
        /// Accepts connections and says nothing.
        case stalled
        /// Takes no connections: it is being started again, or the network is gone.
        case unreachable
    }

    private static let replyTime = Duration.milliseconds(400)
    private static let keepAliveTime = Duration.seconds(60)

    private var generator: SeededGenerator
    private var machine: SessionStateMachine
    private var now = Duration.zero
    private var due: [(time: Duration, order: Int, event: Event)] = []
    private var order = 0
    private var timers: [SessionStateMachine.Timer: Int] = [:]
    private var hasFaults = true

    private var connection = 0
    private var isOpen = false
    private var mood = Mood.well
    private var isDeaf = false
    private var knownHandles: Set<String> = []
    private var handles = 0
    /// Texts the server was sent on this connection and has not begun to answer.
    private var asked: [String] = []
    private var isReplying = false
    private(set) var report = SoakReport()

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        machine = .ready()
    }

    mutating func run(for time: Duration) {
        begin()
        for event in [Event.typing, .fault, .look] { after(.seconds(1), event) }
        runEvents(until: time)
        // What is under way comes to its end without faults, or is given up by the person.
        hasFaults = false
        mood = .well
        isDeaf = false
        runEvents(until: time + .seconds(1_200))
        perform(machine.command(.close))
        runEvents(until: time + .seconds(1_260))
    }

    private mutating func begin() {
        machine = SessionStateMachine(
            configuration: SessionConfiguration(setup: Setup(model: "models/gemini-3.8-live")),
            randomness: SeededGenerator(seed: UInt64.random(in: .min ... .max, using: &generator))
        )
        isOpen = false
        perform(machine.start())
    }

    // MARK: - Time

    private mutating func after(_ wait: Duration, _ event: Event) {
        order += 1
        let entry = (time: now + wait, order: order, event: event)
        let index = due.firstIndex { ($0.time, $0.order) > (entry.time, entry.order) }
        due.insert(entry, at: index ?? due.endIndex)
    }

    private mutating func runEvents(until end: Duration) {
        while let next = due.first, next.time <= end {
            due.removeFirst()
            now = max(now, next.time)
            take(next.event)
        }
        now = max(now, end)
    }

    private mutating func seconds(_ range: ClosedRange<Double>) -> Duration {
        .seconds(Double.random(in: range, using: &generator))
    }

    private mutating func take(_ event: Event) {
        switch event {
        case .timer(let timer, let number):
            if timers[timer] == number { perform(machine.timerFired(timer)) }
        case .far(let step, connection):
            take(step)
        case .far:
            break
        case .typing:
            if hasFaults { type() }
        case .fault:
            if hasFaults { injectFault() }
        case .look:
            report.peakStateBytes = max(
                report.peakStateBytes,
                String(reflecting: machine).utf8.count
            )
            if hasFaults { after(.seconds(300), .look) }
        }
    }

    private mutating func type() {
        if case .ended = machine.state {
            report.sessions += 1
            begin()
        }
        perform(machine.command(.sendText("t\(report.typed)")))
        report.typed += 1
        after(seconds(0.2...20), .typing)
    }

    // MARK: - The far end

    private mutating func take(_ step: FarStep) {
        switch step {
        case .opened:
            isOpen = true
            perform(machine.connected())
        case .refusesConnection:
            let error = SessionError(.cannotConnect, "refused", isRetryable: true)
            perform(machine.connectFailed(error))
        case .answersSetup:
            receive(Far.setupComplete)
            report.connections += 1
        case .begins:
            guard !asked.isEmpty, !isReplying, mood == .well else { return }
            for text in asked { report.answers[text, default: 0] += 1 }
            asked = []
            isReplying = true
            receive(Far.notResumable)
            receive(Far.reply("answer"))
            after(seconds(0.5...6), .far(.completes, connection: connection))
        case .completes:
            guard isReplying, mood == .well else { return }
            isReplying = false
            receive(Far.turnComplete)
            handles += 1
            knownHandles.insert("h\(handles)")
            receive(Far.handle("h\(handles)"))
            answerSoon()
        case .closes(let ending):
            end(ending)
        }
    }

    private mutating func receive(_ message: LiveServerMessage) {
        if isOpen { perform(machine.received(message)) }
    }

    private mutating func end(_ ending: ConnectionEnding) {
        guard isOpen else { return }
        isOpen = false
        asked = []
        isReplying = false
        connection += 1
        perform(machine.connectionEnded(ending))
    }

    private mutating func answerSoon() {
        after(Self.replyTime, .far(.begins, connection: connection))
    }

    private mutating func received(_ setup: Setup) {
        guard mood == .well else { return }
        if let handle = setup.sessionResumption?.handle, !knownHandles.contains(handle) {
            let refusal = Far.closes(1008, "BidiGenerateContent session not found")
            after(.milliseconds(5), .far(.closes(refusal), connection: connection))
        } else if setup.labels != nil {
            let refusal = Far.closes(1007, "Request contains an invalid argument.")
            after(.milliseconds(5), .far(.closes(refusal), connection: connection))
        } else {
            after(.milliseconds(20), .far(.answersSetup, connection: connection))
        }
    }

    private mutating func ask(_ text: String) {
        // A text cuts the reply that runs.
        if isReplying {
            isReplying = false
            receive(LiveServerMessage(serverContent: ServerContent(interrupted: true)))
            receive(Far.turnComplete)
        }
        asked.append(text)
        answerSoon()
    }

    // MARK: - Faults

    private mutating func injectFault() {
        after(seconds(5...120), .fault)
        let faults: [(String, (inout SoakWorld) -> Void)] = [
            ("drop", { $0.end(.lost("gone")) }),
            ("1001", { $0.end(Far.closes(1001)) }),
            ("1008 aborted", { $0.end(Far.closes(1008, "The operation was aborted.")) }),
            ("1011", { $0.end(Far.closes(1011, "Internal error encountered.")) }),
            ("1000", { $0.end(Far.closes(1000)) }),
            ("1007", { $0.end(Far.closes(1007, "Request contains an invalid argument.")) }),
            ("goAway", { $0.goAway(isSilentAfter: false) }),
            ("goAway, silence", { $0.goAway(isSilentAfter: true) }),
            ("half-open", { $0.halfOpen() }),
            ("restart", { $0.restart() }),
            ("handles lost", { $0.knownHandles = [] }),
            ("clock jump", { $0.sleepThrough() }),
            ("new settings", { $0.applySettings(isRefused: false) }),
            ("refused settings", { $0.applySettings(isRefused: true) }),
            ("unknown ids", { $0.receive(Self.unknownIDs) }),
            ("call twice", { $0.callTwice() }),
            ("garbage", { $0.perform($0.machine.receivedUndecodable("garbage")) }),
        ]
        // The closes that end a session for good are rarer than the others.
        let index = Int.random(in: 0..<faults.count, using: &generator)
        let isFinal = ["1000", "1007"].contains(faults[index].0)
        if isFinal, Int.random(in: 0..<4, using: &generator) > 0 { return }
        report.faults[faults[index].0, default: 0] += 1
        faults[index].1(&self)
    }

    private static let unknownIDs = LiveServerMessage(
        toolCallCancellation: ToolCallCancellation(ids: ["nobody's"])
    )

    /// Of the model's own accord: a call while a text waits would begin the reply to it.
    private mutating func callTwice() {
        guard asked.isEmpty, !isReplying else { return }
        receive(Far.toolCall("c1"))
        receive(Far.toolCall("c1"))
        receive(Far.turnComplete)
    }

    private mutating func goAway(isSilentAfter: Bool) {
        guard isOpen else { return }
        let timeLeft = seconds(0...300)
        receive(Far.goAway(timeLeft))
        if isSilentAfter { isDeaf = true }
        let cut = Far.closes(1011, "Deadline expired before operation could complete.")
        after(timeLeft, .far(.closes(cut), connection: connection))
    }

    /// Nothing comes any more; in the end the transport finds out.
    private mutating func halfOpen() {
        guard isOpen else { return }
        mood = .stalled
        isDeaf = true
        let loss = ConnectionEnding.lost("no answer to a ping")
        after(Self.keepAliveTime, .far(.closes(loss), connection: connection))
    }

    private mutating func restart() {
        knownHandles = []
        mood = .unreachable
        end(.lost("reset by the peer"))
    }

    /// The machine is suspended: time goes on and everything that was due comes late.
    private mutating func sleepThrough() {
        now += seconds(30...1_800)
        end(.lost("reset by the peer"))
    }

    private mutating func applySettings(isRefused: Bool) {
        let names = ["Kore", "Puck", "Leda"]
        var setup = Setup(model: "models/gemini-3.8-live")
        let voice = names[Int.random(in: 0..<names.count, using: &generator)]
        setup.generationConfig = GenerationConfig(speechConfig: SpeechConfig(voiceName: voice))
        // Stands for a setting that this far end does not accept.
        if isRefused { setup.labels = JSONObject() }
        perform(machine.command(.apply(setup)))
    }

    // MARK: - What the machine asks for

    private mutating func perform(_ actions: [SessionStateMachine.Action]) {
        for action in actions {
            switch action {
            case .connect: connect()
            case .send(let message):
                guard isOpen else { break }
                if let setup = message.setup { received(setup) }
                // What is told as history asks for no answer.
                let isTold = (message.clientContent?.turns.count ?? 0) > 1
                if machine.state == .ready, !isTold, let text = action.sentText, text.first == "t" {
                    ask(text)
                }
            case .closeConnection:
                guard isOpen, !isDeaf else { break }
                let ending = ConnectionEnding.closed(code: 1000, reason: "", byPeer: false)
                after(.milliseconds(5), .far(.closes(ending), connection: connection))
            case .dropConnection(let reason): end(.lost(reason))
            case .startTimer(let timer, let wait):
                timers[timer, default: 0] += 1
                after(wait, .timer(timer, number: timers[timer, default: 0]))
            case .emit(.userText(let text, _, .lost)): report.lost.insert(text)
            case .emit, .sendRaw: break
            case .finish:
                isOpen = false
                connection += 1
                timers = timers.mapValues { $0 + 1 }
            }
        }
    }

    private mutating func connect() {
        if isOpen { report.overlaps += 1 }
        isDeaf = false
        connection += 1
        // What ails the far end passes sooner or later.
        if mood != .well, Int.random(in: 0..<4, using: &generator) == 0 { mood = .well }
        let step = mood == .unreachable ? FarStep.refusesConnection : .opened
        after(.milliseconds(20), .far(step, connection: connection))
    }
}
