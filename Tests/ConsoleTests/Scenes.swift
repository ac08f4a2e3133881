// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine

extension Stage {
    /// A session that is ready, with the frames that made it so.
    @discardableResult
    func connected() -> Stage {
        let setup = state.session.profile.setup
        play(.phase(.connecting(attempt: 1)), .phase(.settingUp))
        play(.up(1, LiveClientMessage(setup: setup)))
        play(.down(2, LiveServerMessage(setupComplete: SetupComplete())), .phase(.ready))
        return self
    }

    /// One whole turn of text.
    @discardableResult
    func firstTurn() -> Stage {
        let question = ClientContent(
            turns: [Content("What is the capital of Norway?", role: "user")],
            turnComplete: true
        )
        play(
            .said("What is the capital of Norway?"),
            .up(3, LiveClientMessage(clientContent: question))
        )
        wait(.milliseconds(400))
        let words = ["Oslo is the capital of Norway. ", "It lies at the end of the Oslofjord."]
        for (index, text) in words.enumerated() {
            let content = ServerContent(modelTurn: Content(text, role: "model"))
            play(.down(4 + index, LiveServerMessage(serverContent: content)), .model(text))
        }
        let usage = UsageMetadata(
            promptTokenCount: 25,
            responseTokenCount: 19,
            totalTokenCount: 44,
            promptTokensDetails: [ModalityTokenCount(modality: .text, tokenCount: 25)],
            responseTokensDetails: [ModalityTokenCount(modality: .text, tokenCount: 19)]
        )
        play(
            .down(6, LiveServerMessage(serverContent: ServerContent(generationComplete: true))),
            .generationComplete(turn: 1),
            .down(
                7,
                LiveServerMessage(
                    serverContent: ServerContent(turnComplete: true),
                    usageMetadata: usage
                )
            ),
            .usage(usage, turn: 1),
            .turnEnded(TurnEnd(), turn: 1)
        )
        return self
    }

    /// A second turn whose reply is still arriving.
    @discardableResult
    func secondReply() -> Stage {
        let question = ClientContent(
            turns: [Content("Tell me a long story about it, please.", role: "user")],
            turnComplete: true
        )
        wait(.seconds(3))
        play(
            .said("Tell me a long story about it, please.", turn: 2),
            .up(8, LiveClientMessage(clientContent: question))
        )
        let text =
            "Long before there was a town, fishermen drew their boats up on the shore below the "
            + "hills, and traded dried cod for iron "
        let content = ServerContent(modelTurn: Content(text, role: "model"))
        play(.down(9, LiveServerMessage(serverContent: content)), .model(text, turn: 2))
        return self
    }

    /// The second reply, cut short by the user.
    @discardableResult
    func interruption() -> Stage {
        play(
            .down(10, LiveServerMessage(serverContent: ServerContent(interrupted: true))),
            .interrupted(turn: 2),
            .down(11, LiveServerMessage(serverContent: ServerContent(turnComplete: true))),
            .turnEnded(TurnEnd(wasInterrupted: true), turn: 2)
        )
        return self
    }

    /// The server refuses the session with an error close.
    @discardableResult
    func refusal() -> Stage {
        let reason = "API key not valid. Please pass a valid API key."
        play(
            .frame(
                WireFrame(
                    number: 3,
                    direction: .serverToClient,
                    opcode: .close,
                    payload: [0x03, 0xEF] + Array(reason.utf8),
                    meaning: .close(code: 1007, reason: reason)
                )
            ),
            .phase(.ended(.closedByServer(code: 1007, reason: reason)))
        )
        return self
    }

    /// The connection goes away in the middle of a reply.
    @discardableResult
    func loss() -> Stage {
        let loss = "The connection to 127.0.0.1:8765 was lost: reset by the peer."
        play(.phase(.ended(.connectionLost(loss))))
        return self
    }
}
