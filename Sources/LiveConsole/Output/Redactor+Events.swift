// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

extension Redactor {
    /// The event as screens and printers may show it: without the known secrets, whoever said them.
    ///
    /// A frame keeps its bytes unless a secret is in it.
    func hide(in event: SessionEvent) -> SessionEvent {
        secrets.isEmpty ? event : SessionEvent(offset: event.offset, kind: hide(in: event.kind))
    }

    private func hide(in kind: SessionEvent.Kind) -> SessionEvent.Kind {
        switch kind {
        case .phase(let phase): .phase(hide(in: phase))
        case .frame(let frame): .frame(hide(in: frame))
        case .userText(let text, let turn, let delivery):
            .userText(hide(text), turn: turn, delivery: delivery)
        case .modelText(let text, let turn, let isThought):
            .modelText(hide(text), turn: turn, isThought: isThought)
        case .inputTranscript(let transcript, let turn):
            .inputTranscript(hide(in: transcript), turn: turn)
        case .outputTranscript(let transcript, let turn):
            .outputTranscript(hide(in: transcript), turn: turn)
        case .turnEnded(let end, let turn): .turnEnded(hide(in: end), turn: turn)
        case .toolCall(let calls, let turn): .toolCall(calls.map { hide(in: $0) }, turn: turn)
        case .tool(let event): .tool(hide(in: event))
        case .notice(let notice): .notice(Notice(notice.level, hide(notice.text)))
        case .modelAudio, .generationComplete, .interrupted, .toolCallCancellation, .usage, .goAway,
            .resumption, .voice, .video:
            kind
        }
    }

    private func hide(in phase: SessionPhase) -> SessionPhase {
        switch phase {
        case .reconnecting(let attempt, let reason):
            .reconnecting(attempt: attempt, reason: hide(reason))
        case .moving(let reason): .moving(reason: hide(reason))
        case .ended(.closedByServer(let code, let reason)):
            .ended(.closedByServer(code: code, reason: hide(reason)))
        case .ended(.connectionLost(let what)): .ended(.connectionLost(hide(what)))
        case .ended(.failed(let error)):
            .ended(
                .failed(
                    SessionError(error.kind, hide(error.message), isRetryable: error.isRetryable)
                )
            )
        case .idle, .connecting, .settingUp, .ready, .closing, .ended(.closedByUser): phase
        }
    }

    private func hide(in end: TurnEnd) -> TurnEnd {
        var end = end
        end.reason = end.reason.map { hide($0) }
        return end
    }

    private func hide(in transcript: Transcription) -> Transcription {
        var transcript = transcript
        transcript.text = hide(transcript.text)
        return transcript
    }

    private func hide(in call: FunctionCall) -> FunctionCall {
        var call = call
        call.args = hide(in: call.args)
        return call
    }

    private func hide(in event: ToolEvent) -> ToolEvent {
        var event = event
        event.arguments = hide(in: event.arguments)
        event.diagnostics = hide(event.diagnostics)
        switch event.state {
        case .finished(let response): event.state = .finished(hide(in: response))
        case .late(let response): event.state = .late(hide(in: response))
        case .failed(let reason): event.state = .failed(hide(reason))
        case .awaitingConfirmation, .awaitingAnswer, .held, .queued, .running, .timedOut,
            .cancelled, .duplicate:
            break
        }
        return event
    }

    private func hide(in object: JSONObject) -> JSONObject {
        JSONObject(object.members.map { (hide($0.key), hide(in: $0.value)) })
    }

    private func hide(in value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(hide(text))
        case .array(let values): .array(values.map { hide(in: $0) })
        case .object(let object): .object(hide(in: object))
        case .null, .bool, .integer, .double: value
        }
    }

    // MARK: - Frames

    private func hide(in frame: WireFrame) -> WireFrame {
        var frame = frame
        switch frame.meaning {
        case .close(let code, let reason):
            frame.meaning = .close(code: code, reason: hide(reason))
            frame.payload = hide(inText: frame.payload)
        case .undecodable(let why):
            frame.meaning = .undecodable(hide(why))
            frame.payload = hide(inText: frame.payload)
        case .client:
            guard let payload = hide(inJSON: frame.payload) else { break }
            frame.payload = payload
            if let message = try? MessageCodec().decodeClient(payload) {
                frame.meaning = .client(message)
            }
        case .server:
            guard let payload = hide(inJSON: frame.payload) else { break }
            frame.payload = payload
            if let message = try? MessageCodec().decodeServer(payload) {
                frame.meaning = .server(message)
            }
        }
        return frame
    }

    private func hide(inText payload: [UInt8]) -> [UInt8] {
        let text = String(decoding: payload, as: UTF8.self)
        let hidden = hide(text)
        return hidden == text ? payload : Array(hidden.utf8)
    }

    /// The payload without secrets; nil when it has none.
    private func hide(inJSON payload: [UInt8]) -> [UInt8]? {
        // A letter of a secret may be written as an escape.
        let signs = secrets + ["\\u00", "\\/"]
        guard signs.contains(where: { payload.contains(bytesOf: $0) }),
            let value = try? JSONValue(parsing: payload)
        else { return nil }
        let hidden = hide(in: value)
        return hidden == value ? nil : hidden.serialized()
    }
}

extension [UInt8] {
    /// Whether the text's bytes stand somewhere in these.
    fileprivate func contains(bytesOf text: String) -> Bool {
        var text = text
        return withUnsafeBytes { bytes in
            text.withUTF8 { wanted in
                guard let first = wanted.first else { return true }
                var rest = bytes[...]
                while let start = rest.firstIndex(of: first) {
                    let place = UnsafeRawBufferPointer(rebasing: bytes[start...])
                    guard place.count >= wanted.count else { return false }
                    if place.prefix(wanted.count).elementsEqual(wanted) { return true }
                    rest = rest[(start + 1)...]
                }
                return false
            }
        }
    }
}
