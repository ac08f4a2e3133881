// SPDX-License-Identifier: Apache-2.0

package import TerminalUI
package import Voice

/// The console's loop: events in, state, frames and effects out.
///
/// Input is polled before anything else and answered with a frame of its own at once; all other
/// changes are gathered into at most thirty frames a second. Nothing is drawn without a change.
@MainActor
package final class ConsoleProgram<C: Clock> where C.Duration == Duration {
    /// What the screen shows.
    package private(set) var state: ConsoleState
    private let terminal: any TerminalBackend
    private let queue: ConsoleEventQueue
    private let clock: C
    private let start: C.Instant
    private let meters: (() -> VoiceSnapshot)?
    private let perform: (ConsoleEffect) -> Void
    private var polls = MeterClock()
    private var frames = FrameClock()
    private var drawnRevision: Int?
    /// Events that were taken and not applied yet.
    private var pending: ArraySlice<ConsoleEvent> = []
    /// Events that are applied between two looks at the keyboard.
    private let batchSize = 128
    private var theme: Theme
    /// What ``theme`` was made from.
    private var unresolved: Theme
    private var isAnsweringInput = false
    private var hasQuit = false

    /// Makes a program whose times count from `origin`, or from now.
    ///
    /// `meters` takes a snapshot of the sound and must be cheap; nil where there is no sound.
    /// `perform` carries out effects: it is called on the main actor and must not block, except for
    /// `.suspend` and `.editOutside`, which return when the program goes on.
    package init(
        state: ConsoleState,
        terminal: any TerminalBackend,
        queue: ConsoleEventQueue,
        clock: C,
        origin: C.Instant? = nil,
        meters: (() -> VoiceSnapshot)? = nil,
        perform: @escaping (ConsoleEffect) -> Void
    ) {
        self.state = state
        self.terminal = terminal
        self.queue = queue
        self.clock = clock
        self.meters = meters
        self.perform = perform
        start = origin ?? clock.now
        unresolved = state.theme
        theme = unresolved.resolved(for: terminal.colorDepth)
    }

    /// Time since the origin.
    package var now: Duration {
        start.duration(to: clock.now)
    }

    /// Runs until the user quits or the task is cancelled.
    package func run() async {
        draw()
        while !hasQuit, !Task.isCancelled {
            takeEvents()
            if hasQuit { break }
            await drawOrWait()
        }
    }

    private func takeEvents() {
        apply(.tick(now: now))
        for input in terminal.pollInput() {
            isAnsweringInput = true
            polls.hurry()
            apply(.input(input))
        }
        if pending.isEmpty { pending = queue.drain()[...] }
        for event in pending.prefix(batchSize) { apply(event) }
        pending = pending.dropFirst(batchSize)
        pollMeters()
    }

    private func pollMeters() {
        guard let meters, polls.due <= now else { return }
        let before = state.revision
        apply(.meters(meters()))
        polls.polled(at: now, hasChanged: state.revision != before)
    }

    private func apply(_ event: ConsoleEvent) {
        guard !hasQuit else { return }
        for effect in state.apply(event) {
            if effect == .redraw || effect.lendsTerminal { drawnRevision = nil }
            if effect == .quit { hasQuit = true }
            if case .captureMouse(let isOn) = effect { terminal.setMouseCapture(isOn) }
            let begin = now
            perform(effect)
            if effect == .redraw || effect.lendsTerminal { terminal.invalidate() }
            if effect.lendsTerminal { apply(.tick(now: now)) }
            if effect == .suspend { apply(.resumed(after: now - begin)) }
        }
    }

    private func drawOrWait() async {
        let due = frames.due(at: now, isAnsweringInput: isAnsweringInput)
        if drawnRevision != state.revision, due <= now {
            draw()
            return
        }
        guard pending.isEmpty else { return await Task.yield() }
        guard due <= now else {
            // Until then nothing could be shown of what happens.
            return await wait(until: due, patience: .untilInput)
        }
        var deadline = state.nextTick
        if meters != nil { deadline = min(polls.due, deadline ?? polls.due) }
        await wait(until: deadline, patience: .none)
    }

    private func draw() {
        if state.theme != unresolved {
            unresolved = state.theme
            theme = unresolved.resolved(for: terminal.colorDepth)
        }
        var buffer = CellBuffer(size: terminal.size)
        let cursor = ConsoleScreen.draw(
            state,
            theme: theme,
            glyphs: terminal.glyphs,
            into: &buffer
        )
        terminal.present(buffer, cursor: cursor)
        frames.drew(at: now)
        drawnRevision = state.revision
        isAnsweringInput = false
    }

    /// Waits for an event, or until a time on the program's clock.
    private func wait(until deadline: Duration?, patience: ConsoleEventQueue.Patience) async {
        guard let deadline else { return await queue.wait(patience: patience) }
        let (queue, clock, ticket) = (queue, clock, queue.ticket())
        let instant = start.advanced(by: deadline)
        let alarm = Task.detached {
            // A cancelled sleep is the event that came first.
            guard (try? await clock.sleep(until: instant, tolerance: nil)) != nil else { return }
            queue.wake(ticket)
        }
        await queue.wait(ticket, patience: patience)
        alarm.cancel()
    }
}
