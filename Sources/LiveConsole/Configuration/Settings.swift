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

/// Whether something is in use.
enum Switch: String, Sendable, CaseIterable {
    case on
    case off
}

/// How closely the model looks at pictures.
enum MediaResolutionChoice: String, Sendable, CaseIterable {
    case low
    case medium
    case high
}

/// Who finds out where a spoken turn begins and ends.
enum VADChoice: String, Sendable, CaseIterable {
    /// The server listens.
    case auto
    /// The user's talk key.
    case manual
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
    /// The file that declares and binds functions.
    var tools: String?
    var mic: Switch?
    var speaker: Switch?
    var inputDevice: String?
    var outputDevice: String?
    /// Only a flag names files.
    var micFile: String?
    var speakerFile: String?
    var vad: VADChoice?
    /// `camera`, `screen`, `test`, `off`, or a path.
    var video: String?
    /// A shell command that writes MJPEG.
    var videoCommand: String?
    var mediaResolution: MediaResolutionChoice?
    /// Whether sessions are recorded, and into which folder.
    var record: Switch?
    var recordFolder: String?
    var limits: LimitSettings?
    var prices: PriceSettings?

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
            script: stronger.script ?? script,
            tools: stronger.tools ?? tools,
            mic: stronger.mic ?? mic,
            speaker: stronger.speaker ?? speaker,
            inputDevice: stronger.inputDevice ?? inputDevice,
            outputDevice: stronger.outputDevice ?? outputDevice,
            micFile: stronger.micFile ?? micFile,
            speakerFile: stronger.speakerFile ?? speakerFile,
            vad: stronger.vad ?? vad,
            // Naming one source takes back the other.
            video: stronger.video ?? (stronger.videoCommand == nil ? video : nil),
            videoCommand: stronger.videoCommand ?? (stronger.video == nil ? videoCommand : nil),
            mediaResolution: stronger.mediaResolution ?? mediaResolution,
            record: stronger.record ?? record,
            recordFolder: stronger.recordFolder ?? recordFolder,
            limits: stronger.limits.map { (limits ?? LimitSettings()).overlaid(with: $0) }
                ?? limits,
            prices: stronger.prices.map { (prices ?? PriceSettings()).overlaid(with: $0) } ?? prices
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
        tools = try reader.string("tools")
        mic = try reader.choice("mic", as: Switch.self)
        speaker = try reader.choice("speaker", as: Switch.self)
        inputDevice = try reader.string("input_device")
        outputDevice = try reader.string("output_device")
        vad = try reader.choice("vad", as: VADChoice.self)
        video = try reader.string("video")
        videoCommand = try reader.string("video_command")
        mediaResolution = try reader.choice("media_resolution", as: MediaResolutionChoice.self)
        record = try reader.choice("record", as: Switch.self)
        recordFolder = try reader.string("record_folder")
        if let table = try reader.table("limits") { limits = try LimitSettings(reading: table) }
        if let table = try reader.table("prices") { prices = try PriceSettings(reading: table) }
    }
}
