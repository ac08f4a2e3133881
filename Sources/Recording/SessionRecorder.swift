// SPDX-License-Identifier: Apache-2.0

import Dispatch
package import LiveEngine
import Synchronization

/// Records sessions into a bundle as they happen, without ever making them wait.
///
/// What is recorded waits in a bounded queue for a thread of the recorder's own, which encodes and
/// writes it at least four times a second. When the disk is too slow for that, what does not fit is
/// dropped and counted. When the disk fails, the recording ends and the session does not.
package final class SessionRecorder: Sendable {
    /// Bytes of payloads, roughly, and entries that may wait.
    package struct Limits: Sendable {
        package var bytes = 32 << 20
        package var entries = 50_000

        package init() {}
    }

    /// How a recording ended.
    package enum Outcome: Sendable, Equatable {
        case finished(BundleSummary)
        /// The disk did not take more; what was written until then is there.
        case failed(BundleError)
    }

    private enum Entry {
        case session(BundleSession, origin: Duration)
        case event(SessionEvent)
        case gap(Int)
    }

    private struct Inbox {
        var entries: [Entry] = []
        var bytes = 0
        var dropped = 0
        /// Whether the writer is to come, and whether at once.
        var isScheduled = false
        var isUrgent = false
        var isClosed = false
    }

    /// The time between an event and its writing, at most; a kill loses no more.
    private static let interval = DispatchTimeInterval.milliseconds(250)
    /// What is worth writing at once.
    private static let batchBytes = 1 << 20

    /// The bundle's folder.
    package let path: String
    private let limits: Limits
    private let inbox = Mutex(Inbox())
    private let writer: Mutex<BundleWriter?>
    private let outcome = Mutex<Outcome?>(nil)
    private let queue = DispatchQueue(label: "live-console.recorder", qos: .utility)
    private let onFailure: @Sendable (BundleError) -> Void

    /// Takes a bundle's writer over.
    ///
    /// - Parameters:
    ///   - writer: Writes the bundle.
    ///   - limits: What may wait.
    ///   - onFailure: Called once, on the recorder's thread, when the disk fails.
    package init(
        _ writer: sending BundleWriter,
        limits: Limits = Limits(),
        onFailure: @escaping @Sendable (BundleError) -> Void = { _ in }
    ) {
        path = writer.path
        self.limits = limits
        self.onFailure = onFailure
        self.writer = Mutex(writer)
    }

    /// A session begins, its events' offsets counted from `origin` on the recording's clock.
    package func begin(_ session: BundleSession, origin: Duration) {
        enqueue(.session(session, origin: origin), bytes: 0)
    }

    /// Takes an entry of the latest session's log and returns at once.
    package func record(_ event: SessionEvent) {
        enqueue(.event(event), bytes: event.kind.weight)
    }

    /// Writes what waits and closes the bundle; later events are ignored.
    package func finish() async -> Outcome {
        inbox.withLock { $0.isClosed = true }
        return await withCheckedContinuation { continuation in
            queue.async { [self] in continuation.resume(returning: close()) }
        }
    }

    private func enqueue(_ entry: Entry, bytes: Int) {
        let schedule = inbox.withLock { inbox -> DispatchTimeInterval? in
            guard !inbox.isClosed else { return nil }
            let isFull =
                inbox.entries.count >= limits.entries || inbox.bytes + bytes > limits.bytes
            if isFull, case .event = entry {
                inbox.dropped += 1
            } else {
                if inbox.dropped > 0 { inbox.entries.append(.gap(inbox.dropped)) }
                inbox.dropped = 0
                inbox.entries.append(entry)
                inbox.bytes += bytes
            }
            if inbox.bytes >= Self.batchBytes, !inbox.isUrgent {
                inbox.isUrgent = true
                inbox.isScheduled = true
                return .nanoseconds(0)
            }
            guard !inbox.isScheduled else { return nil }
            inbox.isScheduled = true
            return Self.interval
        }
        guard let schedule else { return }
        queue.asyncAfter(deadline: .now() + schedule) { [weak self] in self?.write() }
    }

    /// Everything that waits; called on the queue only.
    private func write() {
        let (entries, dropped) = inbox.withLock { inbox in
            defer { inbox = Inbox(isClosed: inbox.isClosed) }
            return (inbox.entries, inbox.dropped)
        }
        let failure: BundleError? = writer.withLock { writer in
            guard let bundle = writer else { return nil }
            do throws(BundleError) {
                try Self.write(entries, dropped, to: bundle)
                return nil
            } catch {
                writer = nil
                return error
            }
        }
        if let failure { fail(failure) }
    }

    private static func write(
        _ entries: [Entry],
        _ dropped: Int,
        to bundle: BundleWriter
    ) throws(BundleError) {
        for entry in entries {
            switch entry {
            case .session(let session, let origin): bundle.begin(session, origin: origin)
            case .event(let event): try bundle.append(event)
            case .gap(let count): bundle.appendGap(of: count)
            }
        }
        if dropped > 0 { bundle.appendGap(of: dropped) }
        try bundle.flush()
    }

    private func close() -> Outcome {
        write()
        if let known = outcome.withLock(\.self) { return known }
        let result: Outcome = writer.withLock { writer in
            defer { writer = nil }
            guard let bundle = writer else { return .finished(BundleSummary()) }
            do throws(BundleError) { return .finished(try bundle.finish()) } catch {
                return .failed(error)
            }
        }
        outcome.withLock { $0 = result }
        return result
    }

    private func fail(_ error: BundleError) {
        inbox.withLock { inbox in
            inbox = Inbox(isClosed: true)
        }
        outcome.withLock { $0 = .failed(error) }
        onFailure(error)
    }
}

extension SessionEvent.Kind {
    /// Bytes it holds, roughly.
    fileprivate var weight: Int {
        switch self {
        case .frame(let frame): frame.payload.count * 2 + 256
        case .modelAudio(let part, _): part.pcm.count + 256
        default: 512
        }
    }
}
