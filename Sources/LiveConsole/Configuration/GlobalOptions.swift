// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging

/// Flags that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: "Configuration file (default: $XDG_CONFIG_HOME/live-console/config.toml).")
    var config: String?

    @Option(help: "Use the settings of [profile.NAME] in the configuration file.")
    var profile: String?

    @Option(help: "Write the log to FILE (default: $XDG_STATE_HOME/live-console/live-console.log).")
    var log: String?

    @Option(help: LogLevel.help, transform: LogLevel.parse)
    var logLevel = Logger.Level.info

    /// The settings of file, profile and environment, without flags.
    ///
    /// - Returns: The settings and the warnings about the file.
    /// - Throws: `CommandFailure` with code 2 naming file and line.
    func settings(
        environment: [String: String],
        paths: StandardPaths
    ) throws -> (settings: Settings, warnings: [String]) {
        let found = try source(environment: environment, paths: paths).load()
        return (found.settings, found.warnings)
    }

    /// Where the configuration comes from.
    func source(environment: [String: String], paths: StandardPaths) -> ConfigurationSource {
        ConfigurationSource(
            path: config ?? paths.configurationFile,
            isRequired: config != nil,
            profile: profile,
            environment: environment
        )
    }
}

extension Settings {
    /// The layer of the environment; an empty variable counts as unset.
    ///
    /// `LIVE_CONSOLE_ENDPOINT`, `_MODEL` and `_THEME`, and the variable by which all public SDKs are
    /// pointed at another server.
    init(environment: [String: String]) {
        let set = environment.filter { !$0.value.isEmpty }
        let endpoint = set["LIVE_CONSOLE_ENDPOINT"] ?? set["GOOGLE_GEMINI_BASE_URL"]
        self.init(
            endpoint: endpoint.map(EndpointChoice.init),
            model: set["LIVE_CONSOLE_MODEL"],
            theme: set["LIVE_CONSOLE_THEME"]
        )
    }
}

/// The `--log-level` flag.
enum LogLevel {
    static let help: ArgumentHelp = "trace, debug, info, notice, warning, error or critical."

    static func parse(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            throw ValidationError("'\(text)' is no log level; take one of \(help.abstract)")
        }
        return level
    }
}
