// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where the program keeps its files, after the XDG Base Directory Specification.
struct StandardPaths: Sendable {
    /// Configuration: `config.toml` and `themes/`.
    var configuration: String
    /// Logs and the local certificate authority.
    var state: String
    /// What the user made: `sessions/`.
    var data: String
    /// Folders that may hold a `themes` folder, most important first.
    var dataSearch: [String]

    /// Reads the XDG variables; a relative value counts as unset, as the specification says.
    init(environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        func directory(_ variable: String, or fallback: String) -> String {
            guard let value = environment[variable], value.hasPrefix("/") else {
                return "\(home)/\(fallback)"
            }
            return value
        }
        configuration = directory("XDG_CONFIG_HOME", or: ".config") + "/live-console"
        state = directory("XDG_STATE_HOME", or: ".local/state") + "/live-console"
        let dataHome = directory("XDG_DATA_HOME", or: ".local/share")
        data = dataHome + "/live-console"
        let dataDirs = environment["XDG_DATA_DIRS"].flatMap { $0.isEmpty ? nil : $0 }
        let shared = (dataDirs ?? "/usr/local/share:/usr/share").split(separator: ":")
        dataSearch = ([dataHome] + shared.map(String.init)).map { $0 + "/live-console" }
    }

    var configurationFile: String { configuration + "/config.toml" }
    var logFile: String { state + "/live-console.log" }
    /// Where recordings go unless the user says otherwise.
    var sessions: String { data + "/sessions" }
    var authority: String { state + "/authority" }

    /// Folders searched for themes after `--themes-dir`.
    var themeSearch: [String] { ([configuration] + dataSearch).map { $0 + "/themes" } }
}
