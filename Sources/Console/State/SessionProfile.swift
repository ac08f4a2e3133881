// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import LiveEngine
package import Voice

/// What a session talks to and how it was set up, for the status bar and the panes.
package struct SessionProfile: Sendable, Equatable {
    /// The far end by its short name: `embedded`, `gemini`, or a host.
    package var route: String
    /// The route to the server inside this program.
    package static let embeddedRoute = "embedded"
    /// The route to Google's server.
    package static let geminiRoute = "gemini"
    package var setup: Setup
    /// What the session may last, hold and cost.
    package var terms: SessionTerms

    /// What the model answers with.
    package enum Modality: String, Sendable {
        case text = "TEXT"
        case audio = "AUDIO"
    }

    package init(route: String, setup: Setup, terms: SessionTerms = SessionTerms()) {
        self.route = route
        self.setup = setup
        self.terms = terms
    }

    package init(
        route: String,
        model: String,
        voice: String? = nil,
        modality: Modality = .text,
        turnDetection: TurnDetection = .automatic,
        tools: [String] = [],
        terms: SessionTerms = SessionTerms()
    ) {
        var generation = GenerationConfig()
        generation.responseModalities = [modality == .text ? .text : .audio]
        generation.speechConfig = voice.map { SpeechConfig(voiceName: $0) }
        setup = Setup(model: "models/\(model)", generationConfig: generation)
        self.route = route
        let functions = tools.map { FunctionDeclaration(name: $0) }
        setup.tools = functions.isEmpty ? [] : [Tool(functionDeclarations: functions)]
        self.terms = terms
        if turnDetection == .manual { self.turnDetection = .manual }
    }

    /// The model without its `models/` prefix.
    package var model: String { ConfigForm(setup).model }

    /// Nil for the model's own.
    package var voice: String? {
        let voice = ConfigForm(setup).voice
        return voice.isEmpty ? nil : voice
    }

    package var modality: Modality { ConfigForm(setup).modality }

    /// The names of the declared functions.
    package var tools: [String] { setup.tools.flatMap { $0.functionDeclarations.map(\.name) } }

    package var turnDetection: TurnDetection {
        get { setup.turnDetection }
        set { setup.setTurnDetection(newValue) }
    }
}
