// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TOMLFile

/// Prices as a file gives them, `[prices]`: US dollars per million tokens by modality.
struct PriceSettings: Sendable, Equatable {
    var date: String?
    var input = PriceTable.Rates()
    var output = PriceTable.Rates()

    init() {}

    /// - Throws: `TOMLError` naming file, line and expectation.
    init(reading table: TOMLReader) throws(TOMLError) {
        date = try table.string("date")
        input = try Self.rates("input", in: table)
        output = try Self.rates("output", in: table)
    }

    private static func rates(
        _ key: String,
        in table: TOMLReader
    ) throws(TOMLError) -> PriceTable.Rates {
        guard let rates = try table.table(key) else { return PriceTable.Rates() }
        let range = 0.0...1_000_000
        return PriceTable.Rates(
            text: try rates.double("text", in: range),
            audio: try rates.double("audio", in: range),
            image: try rates.double("image", in: range),
            video: try rates.double("video", in: range)
        )
    }

    func overlaid(with stronger: PriceSettings) -> PriceSettings {
        var prices = self
        prices.date = stronger.date ?? date
        prices.input = stronger.input.filled(from: input)
        prices.output = stronger.output.filled(from: output)
        return prices
    }

    /// These prices, and for the rest those of a table.
    func applied(to table: PriceTable?) -> PriceTable {
        PriceTable(
            date: date ?? table?.date ?? "of your own",
            input: input.filled(from: table?.input ?? .init()),
            output: output.filled(from: table?.output ?? .init())
        )
    }
}

extension PriceTable.Rates {
    fileprivate func filled(from other: Self) -> Self {
        Self(
            text: text ?? other.text,
            audio: audio ?? other.audio,
            image: image ?? other.image,
            video: video ?? other.video
        )
    }
}
