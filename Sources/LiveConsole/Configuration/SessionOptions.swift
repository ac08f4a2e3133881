// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Flags of every command that holds a session.
struct SessionOptions: ParsableArguments {
    @Option(
        help: """
            embedded, gemini or a Live API base URL (http, https, ws, wss). Default: gemini when \
            an API key is set, else embedded.
            """
    )
    var endpoint: String?

    @Option(help: "Model id, with or without `models/`.")
    var model: String?

    @Option(help: "Prebuilt voice, such as Puck or Kore.")
    var voice: String?

    @Option(help: "What the reply comes as: audio or text.")
    var modality: ResponseModality?

    @Option(help: "System instruction; @FILE reads it from a file.")
    var system: String?

    @Option(help: "Script of the embedded server (TOML).")
    var script: String?

    @Option(help: "Functions the model may call, and what answers them (TOML, or JSON).")
    var tools: String?

    @Option(
        defaultAsFlag: "",
        parsing: .next,
        help: ArgumentHelp(
            """
            Record the session into a new bundle in DIR, or into DIR itself when its name ends in \
            `.livesession`. Default: $XDG_DATA_HOME/live-console/sessions.
            """,
            valueName: "dir"
        )
    )
    var record: String?

    /// The flags as the strongest layer of settings.
    var settings: Settings {
        Settings(
            endpoint: endpoint.map(EndpointChoice.init),
            model: model,
            voice: voice,
            modality: modality,
            system: system,
            script: script,
            tools: tools,
            record: record == nil ? nil : .on,
            recordFolder: record.flatMap { $0.isEmpty ? nil : $0 }
        )
    }
}

extension ResponseModality: ExpressibleByArgument {}
