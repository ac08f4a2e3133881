// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Something that blocks while it is loaded, on a thread of its own beside everything else.
final class Loading<Part: Sendable>: Sendable {
    private let part = Mutex<Part?>(nil)
    private let isLoaded = Gate()

    init(_ load: @escaping @Sendable () -> Part) {
        DispatchQueue(label: "loading").async { [self] in
            let loaded = load()
            part.withLock { $0 = loaded }
            isLoaded.open()
        }
    }

    /// Waits until it is there; throws `CancellationError`.
    func value() async throws -> Part {
        while true {
            try await isLoaded.wait()
            if let loaded = part.withLock(\.self) { return loaded }
        }
    }
}

/// A voice that is loaded while the server begins; whoever wants to hear it waits.
package struct LoadingVoice: Synthesizer {
    private let voice: Loading<any Synthesizer>

    /// `load` may block, and says itself what users should know.
    package init(_ load: @escaping @Sendable () -> any Synthesizer) {
        voice = Loading(load)
    }

    package var notice: String? { nil }

    package func speak(_ text: String, voice choice: VoiceChoice) -> SpeechStream {
        SpeechStream(awaiting: { [voice] in try await voice.value().speak(text, voice: choice) })
    }
}

/// A recognizer that is loaded while the server begins; words wait for it.
package struct LoadingRecognizer: Recognizer {
    private let recognizer: Loading<any Recognizer>

    /// `load` may block, and says itself what users should know.
    package init(_ load: @escaping @Sendable () -> any Recognizer) {
        recognizer = Loading(load)
    }

    package var notice: String? { nil }

    package func prepare() {
        Task { [recognizer] in try await recognizer.value().prepare() }
    }

    package func words(in speech: SpokenAudio) async throws(RecognitionError) -> String {
        let loaded: any Recognizer
        do {
            loaded = try await recognizer.value()
        } catch {
            throw .cancelled
        }
        return try await loaded.words(in: speech)
    }
}
