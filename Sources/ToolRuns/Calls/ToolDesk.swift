// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import LiveEngine

/// Answers the function calls of a session: by commands, by mocks, by the person.
///
/// Every face may be called from any thread and returns at once; inputs are taken in the order they
/// came. `report` is called from ``run()``, once at a time, and must return at once.
package final class ToolDesk<C: Clock>: Sendable where C.Duration == Duration {
    private typealias Machine = ToolCallMachine

    private let tools: [ToolDefinition]
    private let clock: C
    private let runner: CommandRunner
    private let isAttended: Bool
    private let report: @Sendable (ToolEvent, FunctionResponse?) -> Void
    private let inputs: AsyncStream<ToolCallMachine.Input>
    private let inlet: AsyncStream<ToolCallMachine.Input>.Continuation

    /// A desk for these tools; nothing happens until ``run()``.
    ///
    /// - Parameters:
    ///   - tools: The functions.
    ///   - isAttended: As for ``ToolCallMachine``.
    ///   - clock: Measures latencies, time limits and the delays of mocks.
    ///   - runner: Runs the commands.
    ///   - report: Gets every step of every call, with the answer for the server where it is one.
    package init(
        tools: [ToolDefinition],
        isAttended: Bool = true,
        clock: C,
        runner: CommandRunner = CommandRunner(),
        report: @escaping @Sendable (ToolEvent, FunctionResponse?) -> Void
    ) {
        self.tools = tools
        self.clock = clock
        self.runner = runner
        self.isAttended = isAttended
        self.report = report
        (inputs, inlet) = AsyncStream.makeStream()
    }

    /// Takes the calls of one message of the server's.
    package func take(_ calls: [FunctionCall]) { inlet.yield(.called(calls)) }

    /// Ends calls the server took back: their commands are killed and nothing is sent.
    package func cancel(_ ids: [String]) { inlet.yield(.cancelled(ids)) }

    /// Lets a call that waits for it run; false ends a call in any state with an error response.
    package func confirm(_ id: String, _ isAgreed: Bool) {
        inlet.yield(.confirmed(id: id, isAgreed))
    }

    /// Answers a call in any state; a value that is no object is sent under `result`.
    package func answer(_ id: String, _ value: JSONValue) {
        inlet.yield(.answered(id: id, value))
    }

    /// The server no longer knows the calls it made.
    ///
    /// So it is when a reconnect resumed from before them, or began anew. Running commands may
    /// finish and are reported as late; the rest is cancelled.
    package func forgetCalls() { inlet.yield(.forgotten) }

    /// Cancels everything; the desk stays ready for another session.
    package func sessionEnded() { inlet.yield(.sessionEnded) }

    /// Holds calls that would run by themselves, or lets them go on.
    package func hold(_ isHolding: Bool) { inlet.yield(.held(isHolding)) }

    /// Slows the answers of calls that start from now on down, and makes some fail.
    package func strain(_ strain: ToolStrain) { inlet.yield(.strained(strain)) }

    /// Serves until the task is cancelled, then kills what runs and waits for its end; once only.
    package func run() async {
        await withDiscardingTaskGroup { group in
            var machine = Machine(tools: tools, isAttended: isAttended)
            var stops: [Int: AsyncStream<Never>.Continuation] = [:]
            var alarm: (time: Duration, stop: AsyncStream<Never>.Continuation)?
            let origin = clock.now
            for await input in inputs {
                for action in machine.handle(input, at: origin.duration(to: clock.now)) {
                    switch action {
                    case .report(let event, let response): report(event, response)
                    case .start(let ticket, let work):
                        let (stop, stopper) = AsyncStream<Never>.makeStream()
                        stops[ticket] = stopper
                        group.addTask { await self.carryOut(work, ticket: ticket, until: stop) }
                    case .stop(let ticket): stops[ticket]?.finish()
                    }
                }
                if case .vacated(let ticket) = input { stops[ticket] = nil }
                guard machine.nextDeadline != alarm?.time else { continue }
                alarm?.stop.finish()
                alarm = nil
                guard let deadline = machine.nextDeadline else { continue }
                let (stop, stopper) = AsyncStream<Never>.makeStream()
                alarm = (deadline, stopper)
                let time = origin.advanced(by: deadline)
                group.addTask { await self.wake(at: time, unless: stop) }
            }
            for case .report(let event, _) in machine.handle(
                .sessionEnded,
                at: origin.duration(to: clock.now)
            ) {
                report(event, nil)
            }
        }
    }

    private func wake(at time: C.Instant, unless stop: AsyncStream<Never>) async {
        await withTaskGroup { group in
            group.addTask {
                do { try await self.clock.sleep(until: time, tolerance: nil) } catch { return }
                self.inlet.yield(.timePassed)
            }
            group.addTask { for await _ in stop {} }
            await group.next()
            group.cancelAll()
        }
    }

    /// Carries out work until it settles, its time is up, or it is stopped.
    ///
    /// The outcome is told at once; the ticket is vacated when the last process is gone.
    private func carryOut(
        _ work: ToolCallMachine.Work,
        ticket: Int,
        until stop: AsyncStream<Never>
    ) async {
        await withTaskGroup(of: CallOutcome?.self) { group in
            group.addTask { await self.outcome(of: work) }
            group.addTask {
                do {
                    try await self.clock.sleep(for: work.timeLimit)
                    return CallOutcome(.timedOut)
                } catch {
                    return nil
                }
            }
            group.addTask {
                for await _ in stop {}
                return nil
            }
            if let outcome = await group.next() ?? nil {
                inlet.yield(.settled(ticket: ticket, outcome))
            }
            group.cancelAll()
        }
        inlet.yield(.vacated(ticket: ticket))
    }

    private func outcome(of work: ToolCallMachine.Work) async -> CallOutcome? {
        if work.delay > .zero {
            do { try await clock.sleep(for: work.delay) } catch { return nil }
        }
        if work.fails { return CallOutcome(.failed(ToolStrain.failure)) }
        switch work.binding {
        case .command(let command):
            return await runner.run(command, arguments: work.arguments)
        case .reply(let response, let delay):
            do {
                if delay > .zero { try await clock.sleep(for: delay) }
                return CallOutcome(.replied(response))
            } catch {
                return nil
            }
        case .hand:
            // The machine never starts what a person answers.
            return nil
        }
    }
}
