// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine

extension SessionProfile {
    static let withTools = SessionProfile(
        route: SessionProfile.embeddedRoute,
        model: "gemini-3.8-live",
        tools: ["get_weather", "add_note", "ask_human"]
    )
}

extension ToolEvent {
    static func weather(_ id: String, _ city: String, _ state: State, _ latency: Int = 0) -> Self {
        ToolEvent(
            id: id,
            name: "get_weather",
            arguments: ["city": .string(city)],
            means: .reply(["sky": "light rain", "celsius": 4]),
            state: state,
            timeLimit: state == .running ? .seconds(30) : nil,
            latency: .milliseconds(latency),
            responseBytes: state == .running ? 0 : 32
        )
    }

    static func note(_ id: String, _ state: State, _ latency: Int = 0) -> Self {
        ToolEvent(
            id: id,
            name: "add_note",
            arguments: ["text": "Buy milk & bread", "tags": ["home"]],
            means: .command(
                ["sh", "add-note.sh", "--file", "my notes.txt"],
                directory: "/home/ada/tools"
            ),
            state: state,
            timeLimit: state == .awaitingConfirmation ? .seconds(60) : nil,
            latency: .milliseconds(latency),
            diagnostics: latency > 0 ? "disk full" : ""
        )
    }

    static func question(_ id: String, _ state: State) -> Self {
        ToolEvent(
            id: id,
            name: "ask_human",
            arguments: ["question": "Which of the two?"],
            means: .hand,
            state: state
        )
    }
}

extension Stage {
    /// Calls that went well, badly and nowhere.
    @discardableResult
    func toolCalls() -> Stage {
        send(.sessionOpened(.withTools, at: .zero))
        connected()
        play(.said("What is the weather in Oslo?"))
        call("c1", .weather("c1", "Oslo", .running), turn: 1)
        play(.tool(.weather("c1", "Oslo", .finished(["sky": "light rain"]), 182)))
        play(.model("Four degrees and light rain."), .turnEnded(TurnEnd(), turn: 1))
        call("c2", .weather("c2", "Bergen", .running), turn: 2)
        play(.toolCallCancellation(["c2"]), .tool(.weather("c2", "Bergen", .cancelled, 3200)))
        play(.said("Note that I need milk.", turn: 3))
        call("c3", .note("c3", .running), turn: 3)
        let reason = "The command failed with exit status 1: disk full"
        return play(.tool(.note("c3", .failed(reason), 41)))
    }

    /// A call that waits for the person's word.
    @discardableResult
    func askingCall() -> Stage {
        play(.said("Try again.", turn: 4))
        return call("c4", .note("c4", .awaitingConfirmation), turn: 4).wait(.seconds(2))
    }

    /// A call that waits for the person's answer.
    @discardableResult
    func callForAnAnswer() -> Stage {
        call("c5", .question("c5", .awaitingAnswer), turn: 5)
    }

    @discardableResult
    private func call(_ id: String, _ event: ToolEvent, turn: Int) -> Stage {
        let call = FunctionCall(id: id, name: event.name, args: event.arguments)
        return play(.toolCall([call], turn: turn), .tool(event))
    }
}
