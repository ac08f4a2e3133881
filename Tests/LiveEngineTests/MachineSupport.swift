// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TestSupport

/// What the far end says, as short as it is thought.
enum Far {
    static let setupComplete = LiveServerMessage(setupComplete: SetupComplete())
    static let turnComplete = LiveServerMessage(serverContent: ServerContent(turnComplete: true))

    static func reply(_ text: String) -> LiveServerMessage {
        LiveServerMessage(serverContent: ServerContent(modelTurn: Content(text, role: "model")))
    }

    static func heard(_ text: String) -> LiveServerMessage {
        LiveServerMessage(
            serverContent: ServerContent(inputTranscription: Transcription(text: text))
        )
    }

    static func handle(_ handle: String) -> LiveServerMessage {
        LiveServerMessage(
            sessionResumptionUpdate: SessionResumptionUpdate(newHandle: handle, resumable: true)
        )
    }

    static let notResumable = LiveServerMessage(
        sessionResumptionUpdate: SessionResumptionUpdate(resumable: false)
    )

    static func goAway(_ timeLeft: Duration?) -> LiveServerMessage {
        LiveServerMessage(goAway: GoAway(timeLeft: timeLeft))
    }

    static func toolCall(_ id: String) -> LiveServerMessage {
        LiveServerMessage(toolCall: ToolCall(functionCalls: [FunctionCall(id: id, name: "f")]))
    }

    static func closes(_ code: UInt16, _ reason: String = "") -> ConnectionEnding {
        .closed(code: code, reason: reason, byPeer: true)
    }
}

extension SessionStateMachine {
    /// A machine with a seeded generator that has been through its first handshake.
    static func ready(
        model: String = "models/gemini-3.8-live",
        manual: Bool = false,
        resumesSessions: Bool = true,
        backoff: Backoff = Backoff(),
        hasToolDesk: Bool = false
    ) -> SessionStateMachine {
        var setup = Setup(model: model)
        if manual {
            setup.realtimeInputConfig = RealtimeInputConfig(
                automaticActivityDetection: AutomaticActivityDetection(disabled: true)
            )
        }
        var machine = SessionStateMachine(
            configuration: SessionConfiguration(
                setup: setup,
                resumesSessions: resumesSessions,
                backoff: backoff,
                hasToolDesk: hasToolDesk
            ),
            randomness: SeededGenerator(seed: 1)
        )
        _ = machine.start()
        _ = machine.connected()
        _ = machine.received(Far.setupComplete)
        return machine
    }

    /// Lets the backoff pass and a connection open; returns the setup that is then sent.
    mutating func reconnect() -> Setup? {
        _ = timerFired(.backoff)
        return connected().lazy.compactMap(\.sent?.setup).first
    }

    /// Has one complete exchange, after which the server gives a handle.
    mutating func exchange(_ text: String, _ answer: String, handle: String) {
        _ = command(.sendText(text))
        _ = received(Far.reply(answer))
        _ = received(Far.turnComplete)
        _ = received(Far.handle(handle))
    }
}

extension SessionStateMachine.Action {
    /// The message that is sent, if one is.
    var sent: LiveClientMessage? {
        if case .send(let message) = self { message } else { nil }
    }

    /// The text of the user's that is sent, by whichever route, if it is.
    var sentText: String? {
        sent?.realtimeInput?.text
            ?? sent?.clientContent?.turns.last.flatMap {
                $0.role == "user" ? $0.parts[0].text : nil
            }
    }

    var phase: SessionPhase? {
        if case .emit(.phase(let phase)) = self { phase } else { nil }
    }

    /// What is said to have become of a function call, if anything is.
    var tool: ToolEvent? {
        if case .emit(.tool(let event)) = self { event } else { nil }
    }

    var notice: String? {
        if case .emit(.notice(let notice)) = self { notice.text } else { nil }
    }

    /// The timer that is started, if one is.
    var timer: SessionStateMachine.Timer? {
        if case .startTimer(let timer, _) = self { timer } else { nil }
    }
}
