// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine

/// The sessions of one console, one after the other: made on request, their logs sent to the screen.
@MainActor
final class ConsoleSessions {
    private let host: SessionHost
    private let queue: ConsoleEventQueue
    private let profile: SessionProfile
    private let started: ContinuousClock.Instant
    private let requests: AsyncStream<LiveSession<ContinuousClock>>
    private let requestContinuation: AsyncStream<LiveSession<ContinuousClock>>.Continuation
    private var current: LiveSession<ContinuousClock>?

    /// Prepares for sessions whose times count from `started`, the console's time zero.
    init(
        host: SessionHost,
        queue: ConsoleEventQueue,
        profile: SessionProfile,
        started: ContinuousClock.Instant
    ) {
        self.host = host
        self.queue = queue
        self.profile = profile
        self.started = started
        (requests, requestContinuation) = AsyncStream.makeStream(
            of: LiveSession<ContinuousClock>.self,
            bufferingPolicy: .bufferingOldest(1)
        )
    }

    /// Begins a session unless one is running.
    func connect() {
        guard current == nil else { return }
        let session = host.makeSession(origin: .now)
        current = session
        requestContinuation.yield(session)
    }

    /// Hands a command to the running session.
    ///
    /// Text for a session that has just ended, which the screen may not know yet, begins a new one:
    /// it was typed to be sent.
    func submit(_ command: SessionCommand) {
        if let current, current.submit(command) { return }
        guard case .sendText = command else { return }
        current = nil
        connect()
        _ = current?.submit(command)
    }

    /// Runs every session that is asked for until `finish()`.
    func run() async {
        for await session in requests {
            await queue.post(.sessionOpened(profile, at: started.duration(to: .now)))
            await withTaskGroup { group in
                group.addTask { _ = await session.run() }
                for await event in session.events {
                    if case .phase(.ended) = event.kind { release(session) }
                    await queue.post(.session(event))
                }
            }
            release(session)
        }
    }

    /// Makes room for a new session, unless there is one already.
    private func release(_ session: LiveSession<ContinuousClock>) {
        if current === session { current = nil }
    }

    /// Closes the running session and takes no further request; `run()` then returns.
    func finish() {
        submit(.close)
        requestContinuation.finish()
    }
}
