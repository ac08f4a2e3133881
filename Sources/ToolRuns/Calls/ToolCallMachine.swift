// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import LiveEngine

/// The course of every function call, without any I/O: inputs in, actions out, in order.
///
/// Every call is answered exactly once, or reported as cancelled, late or a duplicate; whoever takes
/// the answers keeps those that no connection could carry yet. Time arrives with the inputs.
package struct ToolCallMachine: Sendable {
    /// Something that happened.
    package enum Input: Sendable, Equatable {
        /// The server wants these functions run.
        case called([FunctionCall])
        /// The server no longer wants these calls answered.
        case cancelled([String])
        /// The person agreed to a call, or ended it.
        case confirmed(id: String, Bool)
        /// The person answered a call in place of whatever would have.
        case answered(id: String, JSONValue)
        /// Whether calls wait for the person before they run; those that wait go on when it ends.
        case held(Bool)
        /// What is done to the answers of calls that start from now on.
        case strained(ToolStrain)
        /// Time has gone by: `nextDeadline` is due.
        case timePassed
        /// What was started has come to a result, or to its time limit.
        case settled(ticket: Int, CallOutcome)
        /// What was started is gone, its processes included.
        case vacated(ticket: Int)
        /// A connection was replaced by one whose server does not know the calls made so far.
        case forgotten
        case sessionEnded
    }

    /// Something to do.
    package enum Action: Sendable, Equatable {
        /// Tell the log, and the server what there is for it.
        case report(ToolEvent, response: FunctionResponse? = nil)
        case start(ticket: Int, Work)
        /// Cut off what was started under the ticket.
        case stop(ticket: Int)
    }

    /// Something to carry out without a person.
    package struct Work: Sendable, Equatable {
        package var arguments: JSONObject
        package var binding: ToolBinding
        package var timeLimit: Duration
        /// Waited before anything is done.
        package var delay: Duration
        /// Whether it fails, on purpose, and is not carried out.
        package var fails: Bool

        package init(
            arguments: JSONObject,
            binding: ToolBinding,
            timeLimit: Duration,
            delay: Duration = .zero,
            fails: Bool = false
        ) {
            self.arguments = arguments
            self.binding = binding
            self.timeLimit = timeLimit
            self.delay = delay
            self.fails = fails
        }
    }

    /// Most calls carried out at a time; the others queue.
    package static let maximumRunning = 16
    /// Most calls in hand; further ones are answered with an error at once.
    package static let maximumPending = 256
    /// How many ended calls are remembered, to recognise a second call under the same id.
    private static let rememberedIDs = 1024
    /// Ids are short words; a longer one is not worth its memory.
    private static let longestRememberedID = 256

    private let definitions: [String: ToolDefinition]
    private let isAttended: Bool
    private var isHolding = false
    private var strain = ToolStrain.none
    /// Calls that started since answers are strained.
    private var strained: UInt64 = 0
    private var calls: [Int: PendingCall] = [:]
    private var nextTicket = 1
    /// Tickets whose work has been started and is not gone yet.
    private var occupied: Set<Int> = []
    private var endedIDs: [String] = []

    /// - Parameters:
    ///   - tools: The functions.
    ///   - isAttended: Whether a person is there to agree and to answer; otherwise what needs one is
    ///     refused.
    package init(tools: [ToolDefinition], isAttended: Bool = true) {
        self.isAttended = isAttended
        definitions = Dictionary(tools.map { ($0.name, $0) }) { first, _ in first }
    }

    /// When a call is next refused because nobody agreed to it.
    package var nextDeadline: Duration? {
        calls.values.compactMap(\.confirmationDeadline).min()
    }

    /// Takes in what happened at a time since the origin, and says what to do about it.
    package mutating func handle(_ input: Input, at now: Duration) -> [Action] {
        switch input {
        case .called(let calls): calls.flatMap { take($0, now) }
        case .cancelled(let ids): ids.flatMap { cancel(ticket(of: $0), now) }
        case .confirmed(let id, true): agree(ticket(of: id), now)
        case .confirmed(let id, false):
            overrule(ticket(of: id), .failed("The user declined this call."), now)
        case .answered(let id, let value):
            overrule(ticket(of: id), .replied(value.objectValue ?? ["result": value]), now)
        case .held(let isHolding): hold(isHolding, now)
        case .strained(let strain): take(strain)
        case .timePassed: expire(now)
        case .settled(let ticket, let outcome):
            end(ticket, outcome.ending, diagnostics: outcome.diagnostics, now)
        case .vacated(let ticket): vacate(ticket, now)
        case .forgotten: forget(now)
        case .sessionEnded: endSession(now)
        }
    }

    // MARK: - Arrival

    private mutating func take(_ call: FunctionCall, _ now: Duration) -> [Action] {
        let ticket = nextTicket
        nextTicket += 1
        // Some servers leave ids out; such calls cannot be told apart but by us.
        let id = call.id.isEmpty ? "(no id) \(ticket)" : call.id
        let pending = PendingCall(
            id: id,
            call: call,
            definition: definitions[call.name],
            calledAt: now
        )
        if self.ticket(of: id) != nil || endedIDs.contains(id) {
            return [.report(pending.event(.duplicate, now))]
        }
        let fault = fault(in: pending)
        calls[ticket] = pending
        guard fault == nil, let definition = pending.definition else {
            return end(ticket, .failed(fault ?? ""), now)
        }
        if definition.needsConfirmation { return move(ticket, to: .awaitingConfirmation, now) }
        if isHolding, definition.binding != .hand { return move(ticket, to: .held, now) }
        return proceed(ticket, definition.binding, now)
    }

    /// Why a call is not carried out, in words that a model can act on.
    private func fault(in call: PendingCall) -> String? {
        if calls.count >= Self.maximumPending { return "Too many calls at once." }
        if call.argumentBytes > CommandRunner.maximumArgumentBytes {
            return "The arguments are larger than 64 KiB."
        }
        guard let definition = call.definition else {
            let name = String(call.call.name.prefix(64)).debugDescription
            let names =
                definitions.isEmpty ? "none" : definitions.keys.sorted().joined(separator: ", ")
            return "There is no function named \(name). Declared: \(names)."
        }
        if !isAttended, definition.needsConfirmation {
            return "The user has to agree to this function, and nobody is there to be asked."
        }
        if !isAttended, definition.binding == .hand {
            return "The user answers this function, and nobody is there."
        }
        let problems = definition.schema?.problems(in: call.call.args) ?? []
        return problems.isEmpty
            ? nil : "The arguments do not fit: \(problems.joined(separator: "; "))."
    }

    private mutating func agree(_ ticket: Int?, _ now: Duration) -> [Action] {
        guard let ticket, let call = calls[ticket], let definition = call.definition,
            [.awaitingConfirmation, .held].contains(call.phase)
        else { return [] }
        return proceed(ticket, definition.binding, now)
    }

    private mutating func hold(_ isHolding: Bool, _ now: Duration) -> [Action] {
        self.isHolding = isHolding
        guard !isHolding else { return [] }
        let held = calls.keys.filter { calls[$0]?.phase == .held }.sorted()
        return held.flatMap { agree($0, now) }
    }

    private mutating func take(_ strain: ToolStrain) -> [Action] {
        self.strain = strain
        strained = 0
        return []
    }

    private mutating func expire(_ now: Duration) -> [Action] {
        let due = calls.filter { $0.value.confirmationDeadline.map { $0 <= now } ?? false }
        return due.keys.sorted().flatMap { ticket in
            let limit = calls[ticket]?.definition?.confirmationTimeLimit ?? .zero
            return end(ticket, .failed("The user did not agree within \(limit)."), now)
        }
    }

    /// Takes a call that nothing stands in the way of to whoever answers it.
    private mutating func proceed(
        _ ticket: Int,
        _ binding: ToolBinding,
        _ now: Duration
    ) -> [Action] {
        if binding == .hand { return move(ticket, to: .awaitingAnswer, now) }
        guard occupied.count < Self.maximumRunning else {
            return move(ticket, to: .queued, now)
        }
        return start(ticket, now)
    }

    private mutating func start(_ ticket: Int, _ now: Duration) -> [Action] {
        guard let call = calls[ticket], let definition = call.definition else { return [] }
        occupied.insert(ticket)
        let work = Work(
            arguments: call.call.args,
            binding: definition.binding,
            timeLimit: definition.timeLimit,
            delay: strain.delay,
            fails: strain.fails(strained)
        )
        strained += 1
        return move(ticket, to: .running, now) + [.start(ticket: ticket, work)]
    }

    private mutating func move(
        _ ticket: Int,
        to phase: PendingCall.Phase,
        _ now: Duration
    ) -> [Action] {
        calls[ticket]?.phase = phase
        guard let call = calls[ticket] else { return [] }
        return [.report(call.event(phase.state, now))]
    }

    // MARK: - Ends

    /// Ends a call with an answer, which is sent unless the server has forgotten the call.
    private mutating func end(
        _ ticket: Int,
        _ ending: CallOutcome.Ending,
        diagnostics: String = "",
        _ now: Duration
    ) -> [Action] {
        guard let call = remove(ticket) else { return [] }
        let answer = call.answer(to: ending)
        let event = call.event(
            answer.state,
            now,
            response: answer.response,
            diagnostics: diagnostics
        )
        let response = call.isForgotten ? nil : call.response(answer.response)
        return [.report(event, response: response)]
    }

    /// Ends a call with the person's word, whatever it was doing.
    private mutating func overrule(
        _ ticket: Int?,
        _ ending: CallOutcome.Ending,
        _ now: Duration
    ) -> [Action] {
        guard let ticket else { return [] }
        return stop(ticket) + end(ticket, ending, now)
    }

    private mutating func cancel(_ ticket: Int?, _ now: Duration) -> [Action] {
        guard let ticket, let call = remove(ticket) else { return [] }
        return stop(ticket) + [.report(call.event(.cancelled, now))]
    }

    private func stop(_ ticket: Int) -> [Action] {
        occupied.contains(ticket) ? [.stop(ticket: ticket)] : []
    }

    private mutating func vacate(_ ticket: Int, _ now: Duration) -> [Action] {
        occupied.remove(ticket)
        guard occupied.count < Self.maximumRunning,
            let next = calls.keys.filter({ calls[$0]?.phase == .queued }).min()
        else { return [] }
        return start(next, now)
    }

    /// Work that has begun is let finish, since half-done work is worse than late work; what
    /// nobody has begun is dropped, since the server will ask anew.
    private mutating func forget(_ now: Duration) -> [Action] {
        endedIDs = []
        return calls.keys.sorted().flatMap { ticket -> [Action] in
            guard calls[ticket]?.phase == .running else { return cancel(ticket, now) }
            calls[ticket]?.isForgotten = true
            return []
        }
    }

    private mutating func endSession(_ now: Duration) -> [Action] {
        let actions = calls.keys.sorted().flatMap { cancel($0, now) }
        endedIDs = []
        return actions
    }

    private mutating func remove(_ ticket: Int) -> PendingCall? {
        guard let call = calls.removeValue(forKey: ticket) else { return nil }
        if !call.isForgotten, call.id.utf8.count <= Self.longestRememberedID {
            endedIDs.append(call.id)
        }
        if endedIDs.count > Self.rememberedIDs { endedIDs.removeFirst() }
        return call
    }

    private func ticket(of id: String) -> Int? {
        calls.first { $0.value.id == id && !$0.value.isForgotten }?.key
    }
}
