// SPDX-License-Identifier: Apache-2.0

import TOMLFile

/// Which server a session talks to.
enum EndpointChoice: Sendable, Equatable {
    /// The Live API server inside this process.
    case embedded
    /// Google's service.
    case gemini
    /// Any Live API base URL.
    case url(String)

    init(_ text: String) {
        switch text {
        case "embedded": self = .embedded
        case "gemini": self = .gemini
        default: self = .url(text)
        }
    }
}

/// What the reply comes as.
enum ResponseModality: String, Sendable, CaseIterable {
    case audio
    case text
}

/// One layer of settings; nil leaves the layer below in force.
///
/// Layers, weakest first: defaults, configuration file, its profile, environment, flags.
struct Settings: Sendable, Equatable {
    var endpoint: EndpointChoice?
    var apiKeyFile: String?
    var apiVersion: String?
    var model: String?
    var voice: String?
    var modality: ResponseModality?
    /// The system instruction, or `@FILE`.
    var system: String?
    var theme: String?
    var script: String?

    /// Puts a stronger layer on top.
    func overlaid(with stronger: Settings) -> Settings {
        Settings(
            endpoint: stronger.endpoint ?? endpoint,
            apiKeyFile: stronger.apiKeyFile ?? apiKeyFile,
            apiVersion: stronger.apiVersion ?? apiVersion,
            model: stronger.model ?? model,
            voice: stronger.voice ?? voice,
            modality: stronger.modality ?? modality,
            system: stronger.system ?? system,
            theme: stronger.theme ?? theme,
            script: stronger.script ?? script
        )
    }
}

extension Settings {
    /// Reads one table of the configuration file: the root, or a profile.
    init(reading reader: TOMLReader) throws(TOMLError) {
        endpoint = try reader.string("endpoint").map(EndpointChoice.init)
        apiKeyFile = try reader.string("api_key_file")
        apiVersion = try reader.string("api_version")
        model = try reader.string("model")
        voice = try reader.string("voice")
        modality = try reader.choice("modality", as: ResponseModality.self)
        system = try reader.string("system")
        theme = try reader.string("theme")
        script = try reader.string("script")
    }
}
