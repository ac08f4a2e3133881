// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TOMLFile

/// The limits and prices of models, from the data file that the program is built with.
struct ModelCatalog: Sendable {
    /// One model, or several with names of one pattern.
    struct Entry: Sendable, Equatable {
        /// A model's id; `*` stands for any text.
        var pattern: String
        var contextTokens: Int
        var prices: PriceTable?
    }

    /// A session without compression, and a connection (Live API session management).
    private static let sessionLife = Duration.seconds(15 * 60)
    private static let sessionLifeWithVideo = Duration.seconds(2 * 60)
    private static let connectionLife = Duration.seconds(10 * 60)

    /// When the file was last compared with its sources.
    let date: String
    /// The first that fits applies.
    let entries: [Entry]

    /// The file that is built in.
    ///
    /// - Throws: `TOMLError` only if the program was built with a broken one; a test reads it.
    static func builtIn() throws(TOMLError) -> ModelCatalog {
        let source = String(decoding: PackageResources.model_terms_toml, as: UTF8.self)
        return try ModelCatalog(TOMLDocument(source: source, name: "model-terms.toml"))
    }

    /// Reads a file; unknown keys are errors, since the file is ours.
    init(_ document: TOMLDocument) throws(TOMLError) {
        let root = TOMLReader(document)
        date = try root.required("date", root.string)
        var entries: [Entry] = []
        for table in try root.tables("model") {
            let pattern = try table.required("match", table.string)
            let tokens = try table.required("context_tokens") { key throws(TOMLError) in
                try table.int(key, in: 1...Int(Int32.max))
            }
            var prices: PriceTable?
            if let settings = try table.table("prices") {
                let known = PriceTable(date: date, input: .init(), output: .init())
                prices = try PriceSettings(reading: settings).applied(to: known)
            }
            entries.append(Entry(pattern: pattern, contextTokens: tokens, prices: prices))
        }
        self.entries = entries
        if let oddity = root.finish().first {
            throw TOMLError(file: oddity.file, line: oddity.line, message: oddity.message)
        }
    }

    /// What holds for a model, `models/` or not.
    func terms(of model: String) -> SessionTerms {
        let id = model.split(separator: "/").last.map(String.init) ?? model
        let entry = entries.first { Self.matches(id[...], $0.pattern[...]) }
        return SessionTerms(
            contextTokens: entry?.contextTokens,
            sessionLife: Self.sessionLife,
            sessionLifeWithVideo: Self.sessionLifeWithVideo,
            connectionLife: Self.connectionLife,
            tariff: entry?.prices.map(Tariff.prices) ?? .unknown
        )
    }

    private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" {
            return text.indices.contains { matches(text[$0...], rest) }
                || matches(text.suffix(0), rest)
        }
        return text.first == first && matches(text.dropFirst(), rest)
    }
}
