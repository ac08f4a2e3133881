// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

/// Plays a session against its state machine: inputs at their times, the actions as short lines.
struct Playbook {
    private var machine: SessionStateMachine
    private let codec = MessageCodec()
    /// The requests of the replies that were started.
    private(set) var requests: [ReplyRequest] = []
    /// The usage reports that were sent.
    private(set) var usages: [UsageMetadata] = []
    var now = Duration.zero

    init(_ configuration: SessionStateMachine.Configuration = .init()) {
        machine = SessionStateMachine(configuration)
    }

    /// A session past its setup.
    static func ready(
        _ setup: String = #"{"generationConfig":{"responseModalities":["TEXT"]}}"#,
        _ configuration: SessionStateMachine.Configuration = .init(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Playbook {
        var play = Playbook(configuration)
        let rest = setup == "{}" ? "}" : "," + setup.dropFirst()
        let lines = play.client(#"{"setup":{"model":"models/m""# + rest + "}")
        #expect(lines == ["cancel setup", "setupComplete"], sourceLocation: sourceLocation)
        return play
    }

    mutating func begin() -> [String] {
        lines(machine.begin())
    }

    /// A message of the client's, as JSON.
    mutating func client(_ json: String) -> [String] {
        do {
            return handle(.message(try codec.decodeClient(Array(json.utf8))))
        } catch {
            return handle(.undecodable("\(error)"))
        }
    }

    mutating func text(_ text: String) -> [String] {
        client(
            #"{"clientContent":{"turns":[{"role":"user","parts":[{"text":"\#(text)"}]}],"turnComplete":true}}"#
        )
    }

    mutating func reply(_ events: ReplyEvent..., id: Int = 1) -> [String] {
        events.flatMap { handle(.reply($0, id: id)) }
    }

    mutating func timer(_ timer: SessionTimer) -> [String] {
        handle(.timer(timer))
    }

    mutating func handle(_ input: SessionStateMachine.Input) -> [String] {
        lines(machine.handle(input, at: now))
    }

    private mutating func lines(_ actions: [SessionAction]) -> [String] {
        actions.map { action in
            switch action {
            case .send(let message): line(message)
            case .sendRaw(let bytes): "raw \(String(decoding: bytes, as: UTF8.self))"
            case .startReply(let request): line(request)
            case .cancelReply: "cancel reply"
            case .schedule(let timer, let delay): "\(timer) in \(delay)"
            case .cancel(let timer): "cancel \(timer)"
            case .close(let close): "close \(close.code) \(close.reason)"
            }
        }
    }

    private mutating func line(_ request: ReplyRequest) -> String {
        requests.append(request)
        return "reply \(request.id): " + request.unanswered.map(\.text).joined(separator: " / ")
    }

    private mutating func line(_ message: LiveServerMessage) -> String {
        if let usage = message.usageMetadata { usages.append(usage) }
        if message.setupComplete != nil { return "setupComplete" }
        guard let content = message.serverContent else { return "?" }
        var words: [String] = []
        for part in content.modelTurn?.parts ?? [] {
            if let text = part.text { words.append("text \(text)") }
            if let data = part.inlineData { words.append("audio \(data.data.count)") }
        }
        if let transcription = content.outputTranscription {
            words.append("transcript \(transcription.text)")
        }
        if content.interrupted { words.append("interrupted") }
        if content.generationComplete { words.append("generationComplete") }
        if content.turnComplete { words.append("turnComplete") }
        if let usage = message.usageMetadata {
            words.append("\(usage.promptTokenCount)+\(usage.responseTokenCount)")
        }
        return words.joined(separator: " ")
    }
}
