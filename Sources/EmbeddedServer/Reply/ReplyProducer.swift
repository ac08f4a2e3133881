// SPDX-License-Identifier: Apache-2.0

/// Makes one reply: pulls its parts, writes or speaks them, and hands the events over in time.
struct ReplyProducer<C: Clock>: Sendable where C.Duration == Duration {
    /// Time between two written words, at normal speed.
    static var wordInterval: Duration { .milliseconds(20) }
    /// Samples that are encoded at a time: 100 ms.
    private static var blockSamples: Int { SpeechStream.sampleRate / 10 }

    let responder: any Responder
    let voice: any Synthesizer
    let clock: C
    /// Divides every wait; at least a little above zero.
    let speed: Double
    /// Takes the next event; suspends while the client is behind, throws to stop the reply.
    let deliver: @Sendable (ReplyEvent) async throws -> Void

    /// Runs until the reply is finished, stopped or cancelled.
    func produce(_ request: ReplyRequest) async {
        do {
            switch request.settings.modality {
            case .text: try await write(request)
            case .audio: try await speak(request)
            }
            try await deliver(.finished)
        } catch is SpeechError {
            try? await deliver(.close(.internalError))
        } catch {
            // Stopped, interrupted or cancelled: what was to follow is not wanted any more.
        }
    }

    private func write(_ request: ReplyRequest) async throws {
        var next = clock.now
        var joint = TextJoint(isOpen: request.followsText)
        for await part in responder.respond(to: request) {
            guard case .text(let text) = part else {
                try await pass(part)
                next = clock.now
                continue
            }
            for word in TextPieces.words(joint.joined(text)) {
                try await clock.sleep(until: next, tolerance: nil)
                next = next.advanced(by: Self.wordInterval / speed)
                try await deliver(.text(String(word)))
            }
        }
    }

    private func speak(_ request: ReplyRequest) async throws {
        var encoder = SpeechEncoder()
        var joint = TextJoint(isOpen: request.followsText)
        for await part in responder.respond(to: request) {
            guard case .text(let text) = part else {
                for event in encoder.finish() { try await deliver(event) }
                if case .audioChunks(let bytes) = part { encoder.chunkBytes = bytes }
                try await pass(part)
                continue
            }
            for sentence in TextPieces.sentences(joint.joined(text)) {
                encoder.begin(sentence: sentence)
                for try await samples in voice.speak(sentence, voice: request.settings.voice) {
                    // A sentence may be seconds long: no more of it is made than there is room for.
                    for start in stride(from: 0, to: samples.count, by: Self.blockSamples) {
                        let end = min(start + Self.blockSamples, samples.count)
                        let events = encoder.add(Array(samples[start..<end]))
                        for event in events { try await deliver(event) }
                    }
                }
                for event in encoder.endSentence() { try await deliver(event) }
            }
        }
        for event in encoder.finish() { try await deliver(event) }
    }

    private func pass(_ part: ReplyPart) async throws {
        switch part {
        case .text(let text): try await deliver(.text(text))
        case .pause(let duration): try await clock.sleep(for: duration / speed)
        case .stall: try await clock.sleep(for: .seconds(1 << 31))
        case .frame(let bytes): try await deliver(.raw(bytes))
        case .close(let close): try await deliver(.close(close))
        case .calls(let calls): try await deliver(.calls(calls))
        case .thought(let text): try await deliver(.thought(text))
        case .goAway(let time): try await deliver(.goAway(timeLeft: time))
        case .interrupt:
            try await deliver(.interrupted)
            throw CancellationError()
        case .loseHandles: try await deliver(.handlesLost)
        // The encoder's.
        case .audioChunks: break
        }
    }
}
