// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TOMLFile
import Testing

@testable import LiveConsole

/// What models allow and cost, and how a configuration file changes it.
@Suite struct SessionTermsTests {
    private func settings(_ source: String) throws -> (settings: Settings, warnings: [TOMLWarning])
    {
        let reader = TOMLReader(try TOMLDocument(source: source, name: "config.toml"))
        return (try Settings(reading: reader), reader.finish())
    }

    private func terms(
        _ source: String = "",
        model: String = "models/gemini-3.8-live",
        route: SessionPlan.Route = .gemini
    ) throws -> SessionTerms {
        try SessionTerms(model: model, route: route, settings: settings(source).settings)
    }

    @Test func theBuiltInFileIsReadable() throws {
        let catalog = try ModelCatalog.builtIn()
        #expect(!catalog.date.isEmpty)
        #expect(catalog.entries.last?.pattern == "*", "every model has limits")
    }

    @Test(arguments: [
        ("models/gemini-3.8-live", 131_072), ("gemini-3.1-flash-live-preview", 131_072),
        ("models/gemini-2.5-flash-native-audio-latest", 131_072),
        ("gemini-2.0-flash-live-001", 32_768), ("tunedModels/mine", 32_768),
    ])
    func contextFollowsTheModel(model: String, tokens: Int) throws {
        #expect(try terms(model: model).contextTokens == tokens)
    }

    @Test func pricesHoldForGoogleOnly() throws {
        guard case .prices(let prices) = try terms().tariff else {
            Issue.record("no prices")
            return
        }
        #expect(prices.input.audio == 3)
        #expect(prices.input.video == nil)
        #expect(try terms(model: "gemini-2.0-flash-live-001").tariff == .unknown)
        #expect(try terms(route: .url("ws://localhost:1")).tariff == .unknown)
        #expect(try terms("[prices]\ninput = { text = 1 }", route: .embedded).tariff == .free)
    }

    @Test func theUsersPricesFillAndReplaceTheBuiltInOnes() throws {
        let source = """
            [prices]
            date = "2026-11-01"
            input = { audio = 2.5, video = 1 }
            """
        guard case .prices(let prices) = try terms(source).tariff else {
            Issue.record("no prices")
            return
        }
        #expect(prices.date == "2026-11-01")
        #expect(prices.input == .init(text: 0.75, audio: 2.5, video: 1))
        #expect(prices.output.audio == 12)
    }

    @Test func theUsersLimitsReplaceTheBuiltInOnes() throws {
        let source = """
            [limits]
            context_tokens = 5000
            session = "never"
            connection = "20s"
            cost = 0.5
            slow_reply = "700ms"
            stall = "2s"
            """
        let terms = try terms(source)
        #expect(terms.contextTokens == 5_000)
        #expect(terms.sessionLife == nil)
        #expect(terms.sessionLifeWithVideo == .seconds(120))
        #expect(terms.connectionLife == .seconds(20))
        #expect(terms.costCap == 0.5)
        #expect(terms.patience.slowReply == .milliseconds(700))
        #expect(terms.patience.stall == .seconds(2))
    }

    @Test func aProfileStandsAboveTheFile() throws {
        let file = try settings("[limits]\ncost = 1\nstall = \"9s\"").settings
        let profile = try settings("[limits]\ncost = 2").settings
        let limits = file.overlaid(with: profile).limits
        #expect(limits?.cost == 2)
        #expect(limits?.stall == .seconds(9))
    }

    @Test(arguments: [
        ("[limits]\nsession = 15", "config.toml:2: limits.session: expected a duration"),
        ("[limits]\n\ncost = \"much\"", "config.toml:3: limits.cost: expected a number"),
        ("[limits]\ncontext_tokens = 0", "config.toml:2: limits.context_tokens:"),
        ("[prices]\ninput = 3", "config.toml:2: prices.input: expected a table"),
        ("[prices]\ninput = { audio = -1 }", "config.toml:2: prices.input.audio:"),
        ("limits = 3", "config.toml:1: limits: expected a table"),
    ])
    func wrongTypesAreErrorsWithTheirLine(source: String, message: String) throws {
        let error = try #require(throws: TOMLError.self) { try settings(source) }
        #expect("\(error)".hasPrefix(message), "\(error)")
    }

    @Test func unknownKeysAreWarningsWithTheirLine() throws {
        let warnings = try settings("[limits]\nsesion = \"1m\"").warnings
        #expect(
            warnings.map(\.description) == [
                "config.toml:2: unknown key `limits.sesion` (did you mean `session`?)"
            ]
        )
    }
}
