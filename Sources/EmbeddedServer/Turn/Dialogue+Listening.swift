// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveAPI

extension Dialogue {
    /// The words of speech are awaited for this long after its end.
    package static let recognitionLimit = Duration.seconds(4)

    /// Whether speech is over whose words are not known yet.
    var isAwaitingWords: Bool { !isUserActive && !input.speech.isEmpty }

    mutating func takeAudio(_ blob: Blob, _ now: Duration) -> [SessionAction] {
        lastAudioAt = now
        let piece = intake.take(blob.data, rate: mediaType.sampleRate)
        received.addAudio(piece.samples, rate: piece.rate)
        if settings.turnCoverage == .allInput || settings.isActivityManual && isUserActive {
            input.addAudio(piece.samples, rate: piece.rate)
        }
        return hear(piece.resampled, now)
    }

    private mutating func hear(_ samples: [Int16], _ now: Duration) -> [SessionAction] {
        guard let events = listener?.hear(samples) else { return hearMarked(samples) }
        return perform(events, now)
    }

    /// All the sound between the client's marks is speech.
    private mutating func hearMarked(_ samples: [Int16]) -> [SessionAction] {
        guard isUserActive, !samples.isEmpty else { return [] }
        let start = input.speech.isOpen ? [] : beginUtterance()
        return start + recognize(samples)
    }

    private mutating func perform(
        _ events: [Listener.Event],
        _ now: Duration
    ) -> [SessionAction] {
        var actions: [SessionAction] = []
        for event in events {
            switch event {
            case .started(let time, let samples):
                actions += signal(.activityStart, .startOfSpeech, time)
                actions += beginActivity() + beginUtterance() + recognize(samples)
                actions.append(.schedule(.audioGap, after: audioGap))
            case .heard(let samples):
                actions += recognize(samples)
            case .ended(let time, let sound):
                actions += signal(.activityEnd, .endOfSpeech, time)
                actions.append(.cancel(.audioGap))
                actions += endActivity(sound, now)
            }
        }
        return actions
    }

    /// The microphone is off, or silent on the wire: what was said so far is all.
    mutating func endAudioStream(_ now: Duration) -> [SessionAction] {
        guard !settings.isActivityManual else { return [] }
        let rest = hear(intake.finish(), now)
        return rest + perform(listener?.finish() ?? [], now)
    }

    /// Ends the speech of a client that has stopped sending without a word.
    ///
    /// The end of speech is found in the silence that follows. A client that sends nothing instead,
    /// and does not say that its stream pauses, is taken to have said so after a while.
    mutating func audioGapReached(at now: Duration) -> [SessionAction] {
        guard isUserActive, listener != nil else { return [] }
        let end = lastAudioAt + audioGap
        guard now >= end else { return [.schedule(.audioGap, after: end - now)] }
        return endAudioStream(now)
    }

    /// A second more than the silence that would have ended the speech: clients are told to send
    /// `audioStreamEnd` when they pause for longer than that.
    private var audioGap: Duration {
        let silence = min(max(settings.activity.silenceDurationMs, 1_000), 10_000)
        return .seconds(1) + .milliseconds(silence)
    }

    mutating func beginActivity() -> [SessionAction] {
        isUserActive = true
        return settings.activityInterrupts ? interrupt() : []
    }

    private mutating func beginUtterance() -> [SessionAction] {
        let (id, abandoned) = input.speech.begin()
        return abandoned.map { .cancelRecognition($0) } + [.startRecognition(id)]
    }

    mutating func endMarkedActivity(_ now: Duration) -> [SessionAction] {
        let rest = hear(intake.finish(), now)
        return rest + endActivity(input.sound, now)
    }

    private mutating func endActivity(_ sound: ReceivedMedia, _ now: Duration) -> [SessionAction] {
        isUserActive = false
        let id = input.speech.end(sound: sound, deadline: now + Self.recognitionLimit)
        let end: [SessionAction] = id.map { [.finishRecognition($0)] } ?? []
        return end + answerWhenComplete(now)
    }

    private func recognize(_ samples: [Int16]) -> [SessionAction] {
        samples.isEmpty ? [] : [.recognize(samples)]
    }

    private func signal(
        _ activity: VoiceActivityType,
        _ signal: VadSignalType,
        _ time: Duration
    ) -> [SessionAction] {
        guard settings.signalsActivity else { return [] }
        return [
            .send(
                LiveServerMessage(voiceActivity: VoiceActivity(type: activity, audioOffset: time))
            ),
            .send(
                LiveServerMessage(
                    voiceActivityDetectionSignal: VoiceActivityDetectionSignal(
                        vadSignalType: signal
                    )
                )
            ),
        ]
    }
}

extension Dialogue {
    /// Takes what a recognizer made of an utterance; what comes too late is dropped.
    package mutating func handle(
        _ hearing: Hearing,
        of id: Int,
        at now: Duration
    ) -> [SessionAction] {
        let isFirst = input.speech.wordCount == 0
        guard input.speech.resolve(id, hearing) else { return [] }
        var actions: [SessionAction] = []
        if settings.transcribesInput, case .words(let words) = hearing {
            // Fragments are put together as they are.
            let transcription = Transcription(text: isFirst ? words : " " + words)
            actions.append(
                .send(
                    LiveServerMessage(
                        serverContent: ServerContent(inputTranscription: transcription)
                    )
                )
            )
        }
        return actions + answerWhenComplete(now)
    }

    /// The moment at which words are given up.
    mutating func recognitionLimitReached(at now: Duration) -> [SessionAction] {
        guard !input.speech.isEmpty else { return [] }
        let late = input.speech.expire(at: now)
        return late.map { .cancelRecognition($0) } + answerWhenComplete(now)
    }

    private mutating func answerWhenComplete(_ now: Duration) -> [SessionAction] {
        guard !isUserActive else { return [] }
        if let deadline = input.speech.deadline {
            return [.schedule(.recognition, after: deadline - now)]
        }
        return [.cancel(.recognition)] + commitInput()
    }
}
