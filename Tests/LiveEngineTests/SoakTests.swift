// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TestSupport
import Testing

/// Long random sessions against a far end that forgets what its last handle does not stand for.
@Suite struct SoakTests {
    /// Seed 47 once found a turn that an interruption of nothing ended.
    @Test(arguments: Array(1...20) + [47] as [UInt64])
    func everyTextIsAnsweredOnceOrReportedLost(seed: UInt64) {
        var soak = Soak(seed: seed)
        soak.run(steps: seed == 47 ? 5000 : 1000)
        #expect(soak.faults > 20, "seed \(seed)")
        #expect(soak.unaccounted == [], "seed \(seed)")
        #expect(soak.doubled == [], "seed \(seed)")
        #expect(soak.overlaps == 0, "seed \(seed)")
    }
}

/// The machine, a simulated server, and what went between them.
private struct Soak {
    private enum Line {
        case none, connecting, open, closing
    }

    private var generator: SeededGenerator
    private var machine = SessionStateMachine.ready(backoff: Backoff(limit: 1000))
    private var line = Line.open
    private var timers: Set<SessionStateMachine.Timer> = []

    /// Texts the server has been sent on this connection and has not begun to answer.
    private var asked: [String] = []
    private var isReplying = false
    /// Whether a text came during a reply, which cuts it.
    private var isInterrupted = false
    private var handles = 0

    private var typed = 0
    private var begun: [String: Int] = [:]
    private var lost: Set<String> = []
    private(set) var faults = 0
    private(set) var overlaps = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    var unaccounted: [String] {
        (0..<typed).map { "t\($0)" }.filter { begun[$0] == nil && !lost.contains($0) }
    }

    var doubled: [String] { begun.filter { $0.value > 1 }.map(\.key).sorted() }

    mutating func run(steps: Int) {
        for _ in 0..<steps { step(withFaults: true) }
        for _ in 0..<400 { step(withFaults: false) }
    }

    private mutating func step(withFaults: Bool) {
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<4 where withFaults:
            perform(machine.command(.sendText("t\(typed)")))
            typed += 1
        case 4 where withFaults: breakSomething()
        case 5 where withFaults: goAway()
        case 6..<9: fireTimer()
        case 9: receive(Far.notResumable)
        default: advance()
        }
    }

    /// What a healthy far end does next.
    private mutating func advance() {
        switch line {
        case .none: fireTimer()
        case .connecting: perform(machine.connected())
        case .closing: endConnection(.closed(code: 1000, reason: "", byPeer: false))
        case .open:
            if machine.state == .settingUp {
                receive(Far.setupComplete)
            } else if isInterrupted {
                isInterrupted = false
                isReplying = false
                receive(LiveServerMessage(serverContent: ServerContent(interrupted: true)))
                receive(Far.turnComplete)
            } else if isReplying {
                isReplying = false
                receive(Far.turnComplete)
                handles += 1
                receive(Far.handle("h\(handles)"))
            } else if !asked.isEmpty {
                for text in asked { begun[text, default: 0] += 1 }
                asked = []
                isReplying = true
                receive(Far.reply("answer"))
            }
        }
    }

    private mutating func breakSomething() {
        faults += 1
        switch (line, Int.random(in: 0..<6, using: &generator)) {
        case (.none, _): break
        case (.connecting, _):
            line = .none
            let error = SessionError(.cannotConnect, "no route", isRetryable: true)
            perform(machine.connectFailed(error))
        case (_, 0) where machine.state == .settingUp:
            endConnection(Far.closes(1007, "Invalid session handle"))
        case (_, 1): endConnection(Far.closes(1011, "Internal error encountered."))
        case (_, 2): endConnection(Far.closes(1001))
        case (_, 3): endConnection(Far.closes(1008, "The operation was aborted."))
        default: endConnection(.lost("gone"))
        }
    }

    private mutating func goAway() {
        let timeLeft = Duration.seconds(Int.random(in: 0...300, using: &generator))
        receive(Far.goAway(timeLeft))
    }

    private mutating func fireTimer() {
        let sorted = timers.sorted { "\($0)" < "\($1)" }
        guard let timer = sorted.randomElement(using: &generator) else { return }
        timers.remove(timer)
        perform(machine.timerFired(timer))
    }

    private mutating func receive(_ message: LiveServerMessage) {
        guard line == .open else { return }
        perform(machine.received(message))
    }

    private mutating func endConnection(_ ending: ConnectionEnding) {
        line = .none
        asked = []
        isReplying = false
        isInterrupted = false
        perform(machine.connectionEnded(ending))
    }

    /// A text cuts the reply that runs, and one that is about to begin.
    private mutating func ask(_ text: String) {
        let isGenerating = !asked.isEmpty && Bool.random(using: &generator)
        if isReplying || isGenerating { isInterrupted = true }
        asked.append(text)
    }

    private mutating func perform(_ actions: [SessionStateMachine.Action]) {
        for action in actions {
            switch action {
            case .connect:
                if line != .none { overlaps += 1 }
                line = .connecting
            case .send(let message):
                if message.setup != nil { line = .open }
                if machine.state == .ready, let text = action.sentText { ask(text) }
            case .closeConnection: line = .closing
            case .dropConnection(let reason): endConnection(.lost(reason))
            case .startTimer(let timer, _): timers.insert(timer)
            case .emit(.userText(let text, _, .lost)): lost.insert(text)
            case .emit, .finish: break
            }
        }
    }
}
