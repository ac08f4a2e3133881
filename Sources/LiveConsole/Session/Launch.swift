// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What every session command works out first: settings, plan and log.
struct Launch {
    let plan: SessionPlan
    let recording: RecordingPlan
    let log: LineLog
    let paths: StandardPaths
    /// Oddities of the configuration file, one line each.
    let warnings: [String]

    /// - Parameters:
    ///   - global: The flags of every command.
    ///   - flags: The strongest layer of settings.
    ///   - isHeard: As in `SessionPlan`.
    /// - Throws: `CommandFailure` naming what is wrong and where.
    init(global: GlobalOptions, flags: Settings, isHeard: Bool) throws {
        let environment = ProcessInfo.processInfo.environment
        paths = StandardPaths(environment: environment)
        let (stored, warnings) = try global.settings(environment: environment, paths: paths)
        let settings = stored.overlaid(with: flags)
        let key = try Secrets.apiKey(environment: environment, file: settings.apiKeyFile)
        plan = try SessionPlan(settings: settings, apiKey: key, isHeard: isHeard)
        recording = RecordingPlan(settings, plan: plan, paths: paths)
        log = try LineLog(
            path: global.log ?? paths.logFile,
            level: global.logLevel,
            redactor: Redactor(secrets: plan.secrets)
        )
        self.warnings = warnings
    }

    /// The sessions' host for the plan.
    func host() throws(CommandFailure) -> SessionHost {
        try SessionHost(plan: plan, logger: log.logger("session"))
    }
}
