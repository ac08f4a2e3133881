// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveAPI

/// What every session command works out first: settings, plan and log.
struct Launch {
    private(set) var plan: SessionPlan
    private let flags: Settings
    private let isHeard: Bool
    let recording: RecordingPlan
    let log: LineLog
    /// Takes the key out of whatever leaves the program.
    let redactor: Redactor
    let paths: StandardPaths
    let configuration: ConfigurationSource
    /// Oddities of the configuration and of what it names, one line each.
    private(set) var warnings: [String]

    /// - Parameters:
    ///   - global: The flags of every command.
    ///   - flags: The strongest layer of settings.
    ///   - isHeard: As in `SessionPlan`.
    /// - Throws: `CommandFailure` naming what is wrong and where.
    init(global: GlobalOptions, flags: Settings, isHeard: Bool) throws {
        let environment = ProcessInfo.processInfo.environment
        self.flags = flags
        self.isHeard = isHeard
        paths = StandardPaths(environment: environment)
        configuration = global.source(environment: environment, paths: paths)
        let found = try configuration.load()
        let settings = found.settings.overlaid(with: flags)
        let key = try Secrets.apiKey(environment: environment, file: settings.apiKeyFile)
        plan = try SessionPlan(settings: settings, apiKey: key, isHeard: isHeard)
        recording = RecordingPlan(settings, plan: plan, paths: paths)
        redactor = Redactor(secrets: plan.secrets)
        log = try LineLog(
            path: global.log ?? paths.logFile,
            level: global.logLevel,
            redactor: redactor
        )
        warnings = found.warnings + (plan.tools?.warnings ?? [])
    }

    /// Prepares for a run without a screen, where nobody can be asked about a function call.
    ///
    /// - Parameter allowsTools: Whether functions that ask first run all the same.
    mutating func leaveUnattended(allowsTools: Bool) {
        if allowsTools { plan.tools?.allowAll() }
        if let refusals = plan.tools?.refusals { warnings.append(refusals) }
    }

    /// What a session would be set up with under another profile; the flags stay the strongest.
    ///
    /// - Throws: `CommandFailure` naming what is wrong and where.
    func setup(ofProfile name: String) throws(CommandFailure) -> Setup {
        var source = configuration
        source.profile = name
        let settings = try source.load().settings.overlaid(with: flags)
        let key = try Secrets.apiKey(
            environment: source.environment,
            file: settings.apiKeyFile
        )
        return SessionProfile(
            try SessionPlan(settings: settings, apiKey: key, isHeard: isHeard)
        )
        .setup
    }

    /// Where copied text goes, without the plan's secrets.
    var clipboard: Clipboard {
        Clipboard(
            redactor: redactor,
            paths: paths,
            environment: ProcessInfo.processInfo.environment
        )
    }

    /// The sessions' host for the plan.
    func host() throws(CommandFailure) -> SessionHost {
        try SessionHost(plan: plan, logger: log.logger("session"))
    }
}
