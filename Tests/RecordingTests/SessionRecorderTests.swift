// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveEngine
import Recording
import Synchronization
import Testing

@Suite struct SessionRecorderTests {
    @Test func whatIsRecordedIsInTheBundle() async throws {
        let bundle = try TestBundle()
        let recorder = SessionRecorder(try bundle.writer())
        recorder.begin(TestBundle.meta.session, origin: .zero)
        let events = SessionEvent.timed(
            (0..<3_000).map { .userText("\($0)", turn: $0, delivery: .sent) }
        )
        for event in events { recorder.record(event) }
        guard case .finished(let summary) = await recorder.finish() else {
            Issue.record("the recording failed")
            return
        }
        #expect(summary.dropped == 0)
        #expect(try bundle.events() == events)
    }

    @Test func itIsOnTheDiskSoonWithoutBeingAsked() async throws {
        let bundle = try TestBundle()
        let recorder = SessionRecorder(try bundle.writer())
        recorder.begin(TestBundle.meta.session, origin: .zero)
        recorder.record(SessionEvent(offset: .zero, kind: .phase(.ready)))
        while try bundle.events().isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        _ = await recorder.finish()
    }

    @Test func whatDoesNotFitIsCountedAndSaid() async throws {
        let bundle = try TestBundle()
        var limits = SessionRecorder.Limits()
        limits.entries = 10
        let recorder = SessionRecorder(try bundle.writer(), limits: limits)
        recorder.begin(TestBundle.meta.session, origin: .zero)
        // The writer comes after a quarter of a second; until then only ten entries fit.
        for _ in 0..<100 { recorder.record(SessionEvent(offset: .zero, kind: .phase(.ready))) }
        guard case .finished(let summary) = await recorder.finish() else {
            Issue.record("the recording failed")
            return
        }
        let kept = try bundle.events().count
        #expect(kept < 100)
        #expect(summary.dropped == 100 - kept)
        #expect(try bundle.records().last?.content == .gap(100 - kept))
    }

    @Test func whenTheDiskFailsTheRecordingEndsAndSaysWhy() async throws {
        let bundle = try TestBundle()
        let failures = Mutex<[BundleError]>([])
        let recorder = SessionRecorder(try bundle.writer()) { error in
            failures.withLock { $0.append(error) }
        }
        recorder.begin(TestBundle.meta.session, origin: .zero)
        // A picture needs a folder, and where that should be there is a file.
        try bundle.replace("media", with: [])
        recorder.record(SessionEvent(offset: .zero, kind: .phase(.ready)))
        let odd = AudioPart(pcm: [1], sampleRate: 24_000)
        recorder.record(SessionEvent(offset: .zero, kind: .modelAudio(odd, turn: 1)))
        recorder.record(SessionEvent(offset: .zero, kind: .phase(.closing)))
        guard case .failed(let error) = await recorder.finish() else {
            Issue.record("the recording went on")
            return
        }
        #expect(failures.withLock(\.self) == [error])
        #expect(error.path == bundle.path + "/media")
        #expect(try BundleReader(path: bundle.path).isCutShort)
    }

    @Test func eventsAfterTheEndAreIgnored() async throws {
        let bundle = try TestBundle()
        let recorder = SessionRecorder(try bundle.writer())
        _ = await recorder.finish()
        recorder.record(SessionEvent(offset: .zero, kind: .phase(.ready)))
        _ = await recorder.finish()
        #expect(try bundle.records().isEmpty)
    }
}
