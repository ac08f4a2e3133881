// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import LiveEngine
import Recording
import TOMLFile
import TerminalUI

/// `check`: assertions on a recorded session, for continuous integration.
struct Check: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a recorded session against limits; for continuous integration.",
        discussion: """
            Exits with 0 when the session holds to every limit, with 1 and a line for each one that \
            it does not, with 2 when the bundle cannot be read. Latencies count from the end of the \
            user's input until the reply is heard, or as far as is known. Times are such as 900ms.
            Example: live-console check session.livesession --max-p95 900ms --no-stall --no-error
            """
    )

    @OptionGroup var bundle: BundleArgument

    @Option(help: "Half of the turns are answered within this time.", transform: Self.time)
    var maxP50: Duration?

    @Option(help: "95 of 100 turns are answered within this time.", transform: Self.time)
    var maxP95: Duration?

    @Option(help: "Every turn is answered within this time.", transform: Self.time)
    var maxLatency: Duration?

    @Option(help: "Every function call is answered within this time.", transform: Self.time)
    var maxTool: Duration?

    @Option(help: "The session costs no more than this, in US dollars.")
    var maxCost: Double?

    @Option(help: "There are at least so many turns.")
    var minTurns: Int?

    @Flag(help: "No reply stops for long in the middle.")
    var noStall = false

    @Flag(help: "No turn ends without a reply, and nothing said goes unanswered.")
    var noSilentTurn = false

    @Flag(help: "Every reply that is over is followed by its turnComplete.")
    var noMissingEnd = false

    @Flag(help: "No error, no frame that cannot be read, no end that was not asked for.")
    var noError = false

    @Flag(help: "No reply is interrupted.")
    var noInterruption = false

    @Flag(help: "Every function call is answered, and without an error.")
    var noToolFailure = false

    @Flag(help: "The connection holds.")
    var noReconnect = false

    @OptionGroup var global: GlobalOptions

    func execute() async throws {
        let report = try bundle.report(bundle.open(), global: global)
        let failures = check.failures(of: report)
        guard failures.isEmpty else {
            for failure in failures {
                let line = TerminalText.sanitized(failure, newlines: .marked)
                StandardStream.output.write("✗ \(line)\n")
            }
            throw CommandFailure(.runFailed, "")
        }
        let turns = report.turns.count == 1 ? "1 turn" : "\(report.turns.count) turns"
        StandardStream.output.write("✓ \(turns) checked\n")
    }

    private var check: SessionCheck {
        var check = SessionCheck()
        check.maxP50 = maxP50
        check.maxP95 = maxP95
        check.maxLatency = maxLatency
        check.maxToolLatency = maxTool
        check.maxDollars = maxCost
        check.minTurns = minTurns
        if noStall { check.forbiddenFaults.insert(.stall) }
        if noSilentTurn { check.forbiddenFaults.formUnion([.silentTurn, .noAnswer]) }
        if noMissingEnd { check.forbiddenFaults.insert(.noTurnComplete) }
        check.forbidsErrors = noError
        check.forbidsInterruptions = noInterruption
        check.forbidsToolFailures = noToolFailure
        check.forbidsReconnects = noReconnect
        return check
    }

    private static func time(_ text: String) throws -> Duration {
        guard let time = Duration(parsing: text) else {
            throw ValidationError("'\(text)' is no time; take one such as 500ms or 2s.")
        }
        return time
    }
}
