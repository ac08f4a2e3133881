// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine

extension SessionProfile {
    /// A session that costs money.
    static let priced = SessionProfile(
        route: "gemini",
        model: "gemini-3.8-live",
        voice: "Kore",
        modality: .audio,
        terms: SessionTerms(
            contextTokens: 131_072,
            sessionLife: .seconds(900),
            sessionLifeWithVideo: .seconds(120),
            connectionLife: .seconds(600),
            tariff: .prices(
                PriceTable(
                    date: "2026-09-18",
                    input: PriceTable.Rates(text: 0.75, audio: 3),
                    output: PriceTable.Rates(text: 4.5, audio: 12)
                )
            ),
            costCap: 0.5
        )
    )
}

extension Stage {
    /// A question by voice and its spoken answer of a second, all of it heard.
    @discardableResult
    func spokenTurn(
        _ turn: Int,
        server: Duration = .milliseconds(120),
        usage: UsageMetadata? = nil
    ) -> Stage {
        wait(.seconds(2)).play(.voice(.speech(isActive: false, ago: .milliseconds(800))))
        wait(server)
        let part = AudioPart(pcm: [UInt8](repeating: 0, count: 48_000), sampleRate: 24_000)
        play(.outputTranscript(Transcription(text: "Well"), turn: turn))
        play(.modelAudio(part, turn: turn))
        play(.voice(.replyAudible(turn: turn, ago: .milliseconds(40))))
        play(.generationComplete(turn: turn)).wait(.seconds(1))
        let length = Duration.seconds(1)
        if let usage { play(.usage(usage, turn: turn)) }
        return play(
            .turnEnded(TurnEnd(), turn: turn),
            .voice(.replyHeard(turn: turn, heard: length, received: length, wasCut: false))
        )
    }

    /// A call that grows long and dear: quick and slow turns, a stall, a cut, and silence.
    @discardableResult
    func longCall() -> Stage {
        connected()
        for (index, server) in [180, 420, 2_300].enumerated() {
            let usage = UsageMetadata(
                promptTokenCount: 4_000 * (index + 1),
                responseTokenCount: 900,
                thoughtsTokenCount: 210,
                totalTokenCount: 4_000 * (index + 1) + 1_110,
                promptTokensDetails: [
                    ModalityTokenCount(modality: .text, tokenCount: 410),
                    ModalityTokenCount(modality: .audio, tokenCount: 4_000 * (index + 1) - 410),
                ],
                responseTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: 900)]
            )
            spokenTurn(index + 1, server: .milliseconds(server), usage: usage)
            wait(.seconds(40))
        }
        play(.resumption(SessionResumptionUpdate(newHandle: "h", resumable: true)))
        play(.said("Tell me a story", turn: 4), .model("Once", turn: 4)).wait(.seconds(7))
        play(.interrupted(turn: 4), .turnEnded(TurnEnd(wasInterrupted: true), turn: 4))
        play(.said("And?", turn: 5))
        play(.turnEnded(TurnEnd(reason: "RESPONSE_REJECTED", isWaitingForInput: true), turn: 5))
        return play(.said("Hello?", turn: 6)).wait(.seconds(3))
    }
}
