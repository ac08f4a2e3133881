// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// Books that are kept from a log of a few lines, as short as it is thought.
struct Ledger {
    var books: SessionBooks
    private(set) var findings: [BookFinding] = []
    private var now = Duration.zero

    init(_ terms: SessionTerms = SessionTerms()) {
        books = SessionBooks(terms: terms)
    }

    /// Logs entries at a time.
    mutating func at(_ seconds: Double, _ kinds: SessionEvent.Kind...) {
        now = .milliseconds(Int(seconds * 1000))
        for kind in kinds { findings += books.apply(SessionEvent(offset: now, kind: kind)) }
    }

    /// Lets time pass without an entry.
    mutating func wait(until seconds: Double) {
        now = .milliseconds(Int(seconds * 1000))
        findings += books.advance(to: now)
    }

    var budget: BudgetReport { books.budget.report(at: now) }
    var faults: [TurnFault.Kind] {
        findings.compactMap { if case .fault(let fault) = $0 { fault.kind } else { nil } }
    }
    var alarms: [BudgetAlarm] {
        findings.compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } }
    }

    func verdict(_ turn: Int) -> TurnVerdict? {
        books.turns[turn]?.verdict(slowAbove: books.turns.patience.slowReply)
    }
}

extension SessionEvent.Kind {
    static func typed(_ turn: Int) -> Self { .userText("hi", turn: turn, delivery: .sent) }
    static func text(_ turn: Int) -> Self { .modelText("well", turn: turn, isThought: false) }

    /// A piece of sound that plays this long.
    static func sound(_ turn: Int, seconds: Double = 0.1) -> Self {
        let bytes = Int(seconds * 24_000) * 2
        return .modelAudio(
            AudioPart(pcm: [UInt8](repeating: 0, count: bytes), sampleRate: 24_000),
            turn: turn
        )
    }

    static func up(_ message: LiveClientMessage) -> Self {
        frame(.clientToServer, .client(message))
    }

    static func down(_ message: LiveServerMessage) -> Self {
        frame(.serverToClient, .server(message))
    }

    /// The setup of a connection; a handle resumes the session.
    static func setup(
        handle: String? = nil,
        compressingAbove trigger: Int64? = nil,
        _ change: (inout Setup) -> Void = { _ in }
    ) -> Self {
        var setup = Setup(model: "models/m")
        setup.sessionResumption = SessionResumptionConfig(handle: handle)
        if let trigger {
            setup.contextWindowCompression = ContextWindowCompressionConfig(triggerTokens: trigger)
        }
        change(&setup)
        return .up(LiveClientMessage(setup: setup))
    }

    static func handle(_ handle: String) -> Self {
        .resumption(SessionResumptionUpdate(newHandle: handle, resumable: true))
    }

    static func used(_ prompt: Int, _ response: Int, turn: Int) -> Self {
        let usage = UsageMetadata(
            promptTokenCount: prompt,
            responseTokenCount: response,
            totalTokenCount: prompt + response,
            promptTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: prompt)],
            responseTokensDetails: [ModalityTokenCount(modality: .audio, tokenCount: response)]
        )
        return .usage(usage, turn: turn)
    }

    private static func frame(_ direction: FrameDirection, _ meaning: WireFrame.Meaning) -> Self {
        .frame(
            WireFrame(
                number: 1,
                direction: direction,
                opcode: .text,
                payload: [],
                meaning: meaning
            )
        )
    }
}
