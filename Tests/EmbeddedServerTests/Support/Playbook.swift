// SPDX-License-Identifier: Apache-2.0

import AudioDSP
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
    /// The samples that were given to the recognizer.
    private(set) var recognized: [Int16] = []
    /// The sessions that handles were offered for.
    private(set) var saved: [SavedSession] = []
    /// What the session noted without telling the client.
    private(set) var notes: [String] = []
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

    /// Sound of the client's, in messages of 20 ms, with the clock going along.
    mutating func hear(_ samples: [Int16], rate: Int = 16_000) -> [String] {
        stride(from: 0, to: samples.count, by: rate / 50).flatMap { start in
            let piece = Array(samples[start..<min(start + rate / 50, samples.count)])
            now += .seconds(piece.count) / rate
            return audio(PCM16.bytes(littleEndian: piece), type: "audio/pcm;rate=\(rate)")
        }
    }

    /// Bytes of the client's in one message.
    mutating func audio(_ bytes: [UInt8], type: String = "audio/pcm") -> [String] {
        let blob = Blob(mimeType: type, data: bytes)
        return handle(.message(LiveClientMessage(realtimeInput: RealtimeInput(audio: blob))))
    }

    mutating func words(_ hearing: Hearing, id: Int = 1) -> [String] {
        handle(.hearing(hearing, id: id))
    }

    mutating func timer(_ timer: SessionTimer) -> [String] {
        handle(.timer(timer))
    }

    mutating func handle(_ input: SessionStateMachine.Input) -> [String] {
        lines(machine.handle(input, at: now))
    }

    private mutating func lines(_ actions: [SessionAction]) -> [String] {
        actions.compactMap { action in
            switch action {
            case .send(let message): line(message)
            case .sendRaw(let bytes): "raw \(String(decoding: bytes, as: UTF8.self))"
            case .startReply(let request): line(request)
            case .cancelReply: "cancel reply"
            case .startRecognition(let id): "listen \(id)"
            case .finishRecognition(let id): "words \(id)?"
            case .cancelRecognition(let id): "forget \(id)"
            case .recognize(let samples):
                {
                    recognized += samples
                    return nil
                }()
            case .offerHandle(let session, let lastConsumed): line(session, lastConsumed)
            case .forgetHandles: "forget handles"
            case .note(let note):
                {
                    notes.append("\(note)")
                    return nil
                }()
            case .schedule(let timer, let delay): "\(timer) in \(delay)"
            case .cancel(let timer): "cancel \(timer)"
            case .close(let close): "close \(close.code) \(close.reason)"
            }
        }
    }

    private mutating func line(_ session: SavedSession, _ lastConsumed: Int64?) -> String {
        saved.append(session)
        return "handle" + (lastConsumed.map { " up to \($0)" } ?? "")
    }

    private mutating func line(_ request: ReplyRequest) -> String {
        requests.append(request)
        return "reply \(request.id): " + request.unanswered.map(\.text).joined(separator: " / ")
    }

    private mutating func line(_ message: LiveServerMessage) -> String {
        if let usage = message.usageMetadata { usages.append(usage) }
        if message.setupComplete != nil { return "setupComplete" }
        if let goAway = message.goAway { return "goAway \(goAway.timeLeft ?? .zero)" }
        if message.sessionResumptionUpdate?.resumable == false { return "not resumable" }
        if let call = message.toolCall { return line(call) }
        if let ids = message.toolCallCancellation?.ids {
            return "cancel call " + ids.joined(separator: ", ")
        }
        if let activity = message.voiceActivity {
            return "\(activity.type ?? .unspecified) at \(activity.audioOffset ?? .zero)"
        }
        if let signal = message.voiceActivityDetectionSignal?.vadSignalType { return "\(signal)" }
        guard let content = message.serverContent else { return "?" }
        var words: [String] = []
        for part in content.modelTurn?.parts ?? [] {
            if let text = part.text { words.append("\(part.thought ? "thought" : "text") \(text)") }
            if let data = part.inlineData { words.append("audio \(data.data.count)") }
        }
        if let transcription = content.inputTranscription {
            words.append("heard \(transcription.text)")
        }
        if let transcription = content.outputTranscription {
            words.append("transcript \(transcription.text)")
        }
        if content.interrupted { words.append("interrupted") }
        if content.generationComplete { words.append("generationComplete") }
        if content.turnComplete { words.append("turnComplete") }
        if let status = content.interactionStatus { words.append(status.wireName) }
        if let usage = message.usageMetadata {
            words.append("\(usage.promptTokenCount)+\(usage.responseTokenCount)")
        }
        return words.joined(separator: " ")
    }
}
