// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import Recording

/// The recording of a console's sessions, which a key begins and ends.
@MainActor
final class ConsoleRecording {
    private let plan: RecordingPlan
    private let queue: ConsoleEventQueue
    private var recorder: SessionRecorder?
    /// When the recording began.
    private var zero = ContinuousClock.now
    private var session: Session?
    private var hasRecorded = false
    private let failures: AsyncStream<BundleError>
    private let failureContinuation: AsyncStream<BundleError>.Continuation

    /// What a recording that begins now has to know of the session that is running.
    private struct Session {
        var profile: SessionProfile
        var origin: ContinuousClock.Instant
        var phase = SessionPhase.idle
    }

    init(_ plan: RecordingPlan, queue: ConsoleEventQueue) {
        self.plan = plan
        self.queue = queue
        (failures, failureContinuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
    }

    /// Tells the screen when the disk fails, until cancelled.
    func run() async {
        for await error in failures {
            recorder = nil
            await queue.post(.recording(path: nil))
            let text = "The recording ended: \(error). The session goes on."
            await queue.post(.notice(Notice(.error, text)))
        }
    }

    /// Begins to record, or stops.
    func set(isOn: Bool, profile: SessionProfile) async {
        if !isOn { return await finish() }
        guard recorder == nil else { return }
        zero = .now
        do throws(CommandFailure) {
            let recorder = try plan.begin(session?.profile ?? profile, isFirst: !hasRecorded) {
                [failureContinuation] error in
                failureContinuation.yield(error)
            }
            self.recorder = recorder
            hasRecorded = true
            if let session { begin(session, with: recorder) }
            await queue.post(.recording(path: recorder.path))
        } catch {
            await queue.post(.notice(Notice(.error, error.message)))
        }
    }

    /// A session begins whose events' offsets count from `origin`.
    func sessionOpened(_ profile: SessionProfile, origin: ContinuousClock.Instant) {
        let opened = Session(profile: profile, origin: origin)
        session = opened
        recorder?.begin(BundleSession(profile), origin: zero.duration(to: origin))
    }

    /// Takes an entry of the session's log.
    func record(_ event: SessionEvent) {
        if case .phase(let phase) = event.kind { session?.phase = phase }
        recorder?.record(event)
        if case .phase(.ended) = event.kind { session = nil }
    }

    /// Closes the bundle and tells the screen where it is.
    func finish() async {
        guard let recorder else { return }
        self.recorder = nil
        let outcome = await recorder.finish()
        await queue.post(.recording(path: nil))
        if case .finished(let summary) = outcome, summary.dropped > 0 {
            let text = "Recorded \(recorder.path)\(summary.loss)"
            await queue.post(.notice(Notice(.warning, text)))
        }
    }

    /// A recording that begins in the middle begins with where the session stands.
    private func begin(_ session: Session, with recorder: SessionRecorder) {
        recorder.begin(BundleSession(session.profile), origin: zero.duration(to: session.origin))
        recorder.record(
            SessionEvent(offset: session.origin.duration(to: zero), kind: .phase(session.phase))
        )
    }
}
