// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// What `send` prints: the reply's text as it streams, or every event as JSON, and the sound to a file.
struct ReplyPrinter: EventSink {
    private let isJSON: Bool
    private let audio: WAVFileWriter?
    private var lineIsOpen = false
    /// The first thing that went wrong with the file; the conversation goes on.
    private(set) var audioFailure: CommandFailure?

    init(isJSON: Bool, audio: WAVFileWriter?) {
        self.isJSON = isJSON
        self.audio = audio
    }

    mutating func consume(_ event: SessionEvent) {
        keepSound(of: event.kind)
        if isJSON {
            if let line = EventJSON.line(for: event) { StandardStream.output.write(line + "\n") }
            return
        }
        switch event.kind {
        case .modelText(let text, _, isThought: false): write(text)
        case .outputTranscript(let transcript, _): write(transcript.text)
        case .turnEnded: endLine()
        case .phase(.ended): endLine()
        case .notice(let notice) where notice.level != .info:
            StandardStream.error.say("live-console: \(notice.text)\n")
        case .tool(let event):
            if let reason = event.failure {
                let text = TerminalText.sanitized("\(event.name): \(reason)", newlines: .marked)
                StandardStream.error.write("live-console: tool \(text)\n")
            }
        default: break
        }
    }

    private mutating func keepSound(of kind: SessionEvent.Kind) {
        guard let audio, audioFailure == nil else { return }
        do throws(CommandFailure) {
            switch kind {
            case .modelAudio(let part, _): try audio.append(part)
            case .phase(.ended): try audio.finish()
            default: break
            }
        } catch {
            audioFailure = error
        }
    }

    private mutating func write(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let safe = lines.map { TerminalText.sanitized(String($0)) }.joined(separator: "\n")
        StandardStream.output.write(safe)
        lineIsOpen = true
    }

    private mutating func endLine() {
        if lineIsOpen { StandardStream.output.write("\n") }
        lineIsOpen = false
    }
}

extension ToolEvent {
    /// Why the call came to nothing; nil while it may still come to something, or did.
    fileprivate var failure: String? {
        switch state {
        case .failed(let reason): reason
        case .timedOut: "cut off at its time limit"
        case .late: "ended too late to be sent"
        default: nil
        }
    }
}
