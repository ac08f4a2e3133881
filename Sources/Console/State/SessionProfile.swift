// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import Voice

/// What a session talks to and how it was set up, for the status bar and the budget.
package struct SessionProfile: Sendable, Equatable {
    /// The far end by its short name: `embedded`, `gemini`, or a host.
    package var route: String
    /// The route to the server inside this program.
    package static let embeddedRoute = "embedded"
    /// The model without its `models/` prefix.
    package var model: String
    package var voice: String?
    package var modality: Modality
    /// What the server was set up with.
    package var turnDetection: TurnDetection
    /// What the session may last, hold and cost.
    package var terms: SessionTerms
    /// The names of the declared functions.
    package var tools: [String]

    /// What the model answers with.
    package enum Modality: String, Sendable {
        case text = "TEXT"
        case audio = "AUDIO"
    }

    package init(
        route: String,
        model: String,
        voice: String? = nil,
        modality: Modality = .text,
        turnDetection: TurnDetection = .automatic,
        terms: SessionTerms = SessionTerms(),
        tools: [String] = []
    ) {
        self.route = route
        self.model = model
        self.voice = voice
        self.modality = modality
        self.turnDetection = turnDetection
        self.terms = terms
        self.tools = tools
    }
}
