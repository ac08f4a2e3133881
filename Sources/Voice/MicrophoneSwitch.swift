// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// Whether the microphone's sound goes to the session, and what the session is told about it.
///
/// A pure state machine: the microphone's own switch, the talk latch with its time limit, and the
/// way turns are detected come together as open or closed.
struct MicrophoneSwitch: Sendable {
    /// What to do, in order.
    enum Action: Equatable, Sendable {
        /// The rest of the sound goes first, as a shorter chunk.
        case sendRest
        case tell(SessionCommand)
    }

    /// Whether the user wants it on; with manual detection only the latch opens it.
    private(set) var isOn: Bool
    private(set) var turnDetection: TurnDetection
    /// Whether anybody ever wanted the microphone: before that its device stays closed.
    private(set) var wasEverWanted: Bool
    private let talkLimit: Duration
    private var talkingUntil: Duration?

    init(isOn: Bool, turnDetection: TurnDetection, talkLimit: Duration) {
        self.isOn = isOn
        self.turnDetection = turnDetection
        self.talkLimit = talkLimit
        wasEverWanted = isOn
    }

    var isOpen: Bool {
        switch turnDetection {
        case .automatic: isOn || talkingUntil != nil
        case .manual: talkingUntil != nil
        }
    }

    /// Time until the latch opens by itself; nil while it is open.
    func talkTimeLeft(at now: Duration) -> Duration? {
        talkingUntil.map { max($0 - now, .zero) }
    }

    /// Switching it off also opens the latch: off means that nothing is heard.
    mutating func setOn(_ isOn: Bool) -> [Action] {
        change { microphone in
            microphone.isOn = isOn
            if !isOn { microphone.talkingUntil = nil }
        }
    }

    mutating func setTalking(_ isTalking: Bool, at now: Duration) -> [Action] {
        change { $0.talkingUntil = isTalking ? now + $0.talkLimit : nil }
    }

    /// Ends what was open under the old way before the new one begins.
    mutating func setTurnDetection(_ detection: TurnDetection) -> [Action] {
        guard detection != turnDetection else { return [] }
        let ending = isOpen ? closing : []
        talkingUntil = nil
        turnDetection = detection
        return ending + (isOpen ? opening : [])
    }

    /// Opens the latch once its time is over.
    mutating func advance(to now: Duration) -> [Action] {
        guard let end = talkingUntil, now >= end else { return [] }
        return change { $0.talkingUntil = nil }
    }

    /// What a session that begins now has to be told.
    var opening: [Action] {
        guard isOpen else { return [] }
        let report = Action.tell(.report(.microphone(isOpen: true)))
        return turnDetection == .manual ? [report, .tell(.startActivity)] : [report]
    }

    private var closing: [Action] {
        let end: SessionCommand = turnDetection == .manual ? .endActivity : .endAudioStream
        return [.sendRest, .tell(end), .tell(.report(.microphone(isOpen: false)))]
    }

    private mutating func change(_ body: (inout Self) -> Void) -> [Action] {
        let wasOpen = isOpen
        body(&self)
        wasEverWanted = wasEverWanted || isOn || talkingUntil != nil
        return switch (wasOpen, isOpen) {
        case (false, true): opening
        case (true, false): closing
        default: []
        }
    }
}
