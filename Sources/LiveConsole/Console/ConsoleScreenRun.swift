// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveEngine
import TerminalNcurses
import TerminalUI
import UnixSignals
import Voice

/// One opened screen: feeds input, signals and the program's effects to where they belong.
@MainActor
final class ConsoleScreenRun {
    private let terminal: NcursesTerminal
    private let source: any ConsoleSource
    private let queue: ConsoleEventQueue
    private let looks: LookRequests
    private let clipboard: Clipboard
    private let state: ConsoleState
    private let started: ContinuousClock.Instant
    private let deviceLists: AsyncStream<Void>
    private let deviceListContinuation: AsyncStream<Void>.Continuation
    private let copies: AsyncStream<CopyText>
    private let copyContinuation: AsyncStream<CopyText>.Continuation
    private let edits: AsyncStream<Result<String, CommandFailure>>
    private let editContinuation: AsyncStream<Result<String, CommandFailure>>.Continuation

    /// Prepares a screen whose time zero is `started`.
    init(
        terminal: NcursesTerminal,
        source: any ConsoleSource,
        queue: ConsoleEventQueue,
        looks: LookRequests,
        clipboard: Clipboard,
        state: ConsoleState,
        started: ContinuousClock.Instant
    ) {
        self.terminal = terminal
        self.source = source
        self.queue = queue
        self.looks = looks
        self.clipboard = clipboard
        self.state = state
        self.started = started
        (edits, editContinuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (deviceLists, deviceListContinuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        (copies, copyContinuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Runs until the user quits (nil) or a signal asks the program to end (that signal).
    func run() async throws -> UnixSignal? {
        let readiness = try InputReadiness()
        let signals = await UnixSignalsSequence(
            trapping: .sigwinch,
            .sigterm,
            .sighup,
            .sigint,
            .sigquit,
            .sigusr1,
            .sigusr2
        )
        let program = ConsoleProgram(
            state: state,
            terminal: terminal,
            queue: queue,
            clock: ContinuousClock(),
            origin: started,
            meters: { [source] in source.snapshot },
            perform: { [self] effect in perform(effect) }
        )
        return await withTaskGroup(of: UnixSignal?.self) { group in
            group.addTask { await self.watchInput(readiness) }
            group.addTask { await self.watch(signals) }
            group.addTask {
                await self.looks.run()
                return nil
            }
            group.addTask { await self.listDevices() }
            group.addTask { await self.copyTexts() }
            group.addTask { await self.reportEdits() }
            group.addTask {
                await program.run()
                return nil
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? nil
        }
    }

    /// Wakes the program for every piece of input; returns when the terminal hangs up.
    private func watchInput(_ readiness: InputReadiness) async -> UnixSignal? {
        for await _ in readiness {
            // The program drains the input on this actor before this task goes on, so the
            // descriptor is quiet again when it is next looked at.
            await queue.post(.inputReady)
            await Task.yield()
        }
        return Task.isCancelled ? nil : .sighup
    }

    private func watch(_ signals: UnixSignalsSequence) async -> UnixSignal? {
        for await signal in signals {
            switch signal {
            case .sigwinch: await queue.post(.input(.resize(terminal.resizeToTerminal())))
            case .sigusr1: await source.mark()
            case .sigusr2: _ = looks.take(.reload)
            default: return signal
            }
        }
        return nil
    }

    /// Looks for sound devices whenever the list is asked for.
    private func listDevices() async -> UnixSignal? {
        for await _ in deviceLists { await queue.post(.devices(await source.devices())) }
        return nil
    }

    /// Copies what is asked for and says where it went.
    private func copyTexts() async -> UnixSignal? {
        for await copy in copies {
            let notice = await clipboard.place(copy) { terminal.setClipboard(base64: $0) }
            await queue.post(.copied(notice))
        }
        return nil
    }

    /// Gives the terminal to the person's editor until it ends; the session goes on meanwhile.
    private func editOutside(_ text: String) {
        let editor = OutsideEditor(environment: ProcessInfo.processInfo.environment)
        terminal.lend { editContinuation.yield(editor.edit(text)) }
    }

    /// Hands on what has become of the texts that were edited outside.
    private func reportEdits() async -> UnixSignal? {
        for await edit in edits {
            switch edit {
            case .success(let text): await queue.post(.edited(text))
            case .failure(let failure): await queue.post(.notice(Notice(.error, failure.message)))
            }
        }
        return nil
    }

    private func perform(_ effect: ConsoleEffect) {
        switch effect {
        case .copy(let copy): copyContinuation.yield(copy)
        case .listDevices: deviceListContinuation.yield()
        case .suspend: terminal.suspend()
        case .editOutside(let text): editOutside(text)
        case .redraw, .quit, .captureMouse: break
        default: if !looks.take(effect) { source.perform(effect) }
        }
    }
}
