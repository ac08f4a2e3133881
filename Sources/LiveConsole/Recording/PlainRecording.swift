// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import Recording

extension Launch {
    /// Runs a session without a screen, recorded when the user asked for it.
    ///
    /// Whatever is to be said of the recording goes to standard error.
    ///
    /// - Parameter body: Gets the recorder; nil when nothing is recorded.
    /// - Throws: What `body` throws, or `CommandFailure` when the bundle cannot be made.
    func whileRecording(_ body: (SessionRecorder?) async throws -> Void) async throws {
        guard recording.isOn else { return try await body(nil) }
        let profile = SessionProfile(plan)
        let recorder = try recording.begin(profile) { error in
            Self.say("The recording ended: \(error). The session goes on.")
        }
        recorder.begin(BundleSession(profile), origin: .zero)
        let failure: (any Error)?
        do {
            try await body(recorder)
            failure = nil
        } catch {
            failure = error
        }
        switch await recorder.finish() {
        case .finished(let summary): Self.say("Recorded \(recorder.path)\(summary.loss)")
        case .failed: Self.say("Recorded \(recorder.path), not to the end")
        }
        if let failure { throw failure }
    }

    private static func say(_ text: String) {
        StandardStream.error.say("live-console: \(text)\n")
    }
}

/// A consumer of events with a recorder before it; what it consumes names no known secret.
struct RecordingSink<Sink: EventSink>: EventSink {
    var sink: Sink
    let recorder: SessionRecorder?
    let redactor: Redactor

    mutating func consume(_ event: SessionEvent) {
        recorder?.record(event)
        sink.consume(redactor.hide(in: event))
    }
}

extension BundleSummary {
    /// What is missing, as an addition to a sentence; empty when nothing is.
    var loss: String {
        dropped == 0 ? "" : "; \(dropped) events are missing, the disk was too slow"
    }
}
