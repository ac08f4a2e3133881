// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Chooses among declared functions by what somebody says, and takes the arguments from it.
///
/// It goes by words alone: those of the function's name first, then its description and
/// arguments. It never invents an argument; one that is required and was not said is asked for.
package struct FunctionChooser: Sendable {
    /// More declarations than this are not looked at.
    package static let maximumFunctions = 128

    let functions: [CallableFunction]
    let today: CivilTime

    /// Prepares the choice; `today` is what "tomorrow" and "in ten minutes" count from.
    package init(declarations: some Sequence<FunctionDeclaration>, today: CivilTime) {
        functions = declarations.prefix(Self.maximumFunctions).map(CallableFunction.init)
        self.today = today
    }

    /// What the words ask for.
    ///
    /// - Parameters:
    ///   - words: What the user says in this turn.
    ///   - unfinished: The call whose missing arguments the user was just asked for.
    ///   - previous: The last call that was made, which "and what about Bergen?" goes on with.
    /// - Returns: The calls to make and the question to ask; often neither.
    package func choose(
        _ words: String,
        finishing unfinished: FunctionChoice.Unfinished? = nil,
        after previous: FunctionCall? = nil
    ) -> FunctionChoice {
        var choice = FunctionChoice()
        let clauses = ClauseSplitter(chooser: self).clauses(of: Utterance(words))
        for clause in clauses {
            guard let candidate = best(for: clause) else { continue }
            choice.calls += candidate.calls
            choice.unfinished = choice.unfinished ?? candidate.unfinished
        }
        if choice.calls.contains(where: { $0.name == choice.unfinished?.name }) {
            choice.unfinished = nil
        }
        if let unfinished, choice.calls.isEmpty,
            let finished = finish(unfinished, with: words)
        {
            return finished
        }
        if choice.isEmpty, let previous, let clause = clauses.first, clause.isContinuation,
            let call = repeating(previous, with: clause)
        {
            choice.calls = call
        }
        return choice
    }

    /// The function that a clause asks for most clearly.
    private func best(for clause: Clause) -> FunctionChoice? {
        var best: (score: Double, choice: FunctionChoice)?
        for function in functions {
            guard let (score, choice) = candidate(function, clause), score > best?.score ?? 0 else {
                continue
            }
            best = (score, choice)
        }
        return best?.choice
    }

    private func candidate(
        _ function: CallableFunction,
        _ clause: Clause
    ) -> (score: Double, choice: FunctionChoice)? {
        guard let evidence = function.evidence(in: clause) else { return nil }
        var reader = ArgumentReader(function, clause, today: today)
        let values = reader.values()
        let sets = ArgumentSets(values, for: function.parameters)
        let score =
            evidence.score + min(Double(values.count) * 0.5, 2)
            - Double(sets.missing.count)
        let isFilled = !values.isEmpty || function.parameters.isEmpty
        let total = evidence.score + (isFilled && sets.missing.isEmpty ? 0.5 : 0)
        guard total >= CallableFunction.Evidence.threshold else { return nil }
        if sets.missing.isEmpty {
            let isBare = values.isEmpty && !function.parameters.isEmpty && !function.isQuery
            guard !isBare || evidence.hasVerb || clause.form == .request else { return nil }
            let calls = sets.calls.map { FunctionCall(name: function.name, args: $0) }
            return (score + 1, FunctionChoice(calls: calls))
        }
        let isClear = evidence.hasVerb || evidence.isComplete
        guard isClear, clause.form != .fragment || clause.words.count <= 3 else { return nil }
        guard evidence.hasVerb || clause.verb != "want" && clause.verb != "need" else { return nil }
        return (
            score, FunctionChoice(unfinished: .init(function, sets.calls[0], sets.missing))
        )
    }

    /// Takes the answer to a question for arguments; nil when it is none.
    private func finish(
        _ unfinished: FunctionChoice.Unfinished,
        with words: String
    ) -> FunctionChoice? {
        guard let function = functions.first(where: { $0.name == unfinished.name }) else {
            return nil
        }
        let clause = Clause(Utterance(words).words[...])
        let keys = clause.keys
        let isDropped = [["never", "mind"], ["forget", "it"], ["cancel"], ["stop"]].contains {
            keys.starts(with: $0)
        }
        guard clause.form != .question, !isDropped else { return nil }
        let asked = Set(unfinished.missing)
        var reader = ArgumentReader(function, clause, today: today, asked: asked)
        let values = reader.values().filter { asked.contains($0.key) }
        guard !values.isEmpty else { return nil }
        var known = unfinished.args.members.reduce(into: values) { known, member in
            known[member.key] = known[member.key] ?? [member.value]
        }
        // Optional arguments said only now count too.
        for (name, value) in reader.values() where known[name] == nil { known[name] = value }
        let sets = ArgumentSets(known, for: function.parameters)
        guard sets.missing.isEmpty else {
            return FunctionChoice(unfinished: .init(function, sets.calls[0], sets.missing))
        }
        return FunctionChoice(calls: sets.calls.map { FunctionCall(name: function.name, args: $0) })
    }

    /// The same call again, with the arguments that are said now.
    private func repeating(_ previous: FunctionCall, with clause: Clause) -> [FunctionCall]? {
        guard let function = functions.first(where: { $0.name == previous.name }) else {
            return nil
        }
        let names = Set(previous.args.keys)
        var reader = ArgumentReader(function, clause, today: today, asked: names)
        let values = reader.values()
        guard !values.isEmpty else { return nil }
        let known = previous.args.members.reduce(into: values) { known, member in
            known[member.key] = known[member.key] ?? [member.value]
        }
        let sets = ArgumentSets(known, for: function.parameters)
        return sets.calls.map { FunctionCall(name: function.name, args: $0) }
    }
}
