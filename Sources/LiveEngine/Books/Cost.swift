// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// An amount of money, as far as prices are known.
package struct Cost: Sendable, Equatable {
    package var dollars: Double
    /// Whether some tokens have no known price, so that the true amount is higher.
    package var isPartial: Bool

    package static let zero = Cost(dollars: 0, isPartial: false)

    package init(dollars: Double, isPartial: Bool) {
        self.dollars = dollars
        self.isPartial = isPartial
    }

    package static func + (left: Cost, right: Cost) -> Cost {
        Cost(
            dollars: left.dollars + right.dollars,
            isPartial: left.isPartial || right.isPartial
        )
    }
}

extension PriceTable {
    /// What a turn costs by the last usage report of it.
    ///
    /// The whole prompt is billed again with every turn (Live API best practices, "pricing and
    /// billing"). Where the details do not add up to a count, the rest is taken for text: the
    /// server's own preamble. Thoughts are billed as text that comes out; cached tokens are part of
    /// the prompt and billed with it.
    package func cost(of usage: UsageMetadata) -> Cost {
        cost(usage.promptTokensDetails, count: usage.promptTokenCount, at: input)
            + cost(
                usage.toolUsePromptTokensDetails,
                count: usage.toolUsePromptTokenCount,
                at: input
            )
            + cost(usage.responseTokensDetails, count: usage.responseTokenCount, at: output)
            + cost([], count: usage.thoughtsTokenCount, at: output)
    }

    private func cost(_ details: [ModalityTokenCount], count: Int, at rates: Rates) -> Cost {
        let named = details.reduce(0) { $0 + $1.tokenCount }
        let rest = ModalityTokenCount(modality: .text, tokenCount: max(count - named, 0))
        return (details + [rest]).filter { $0.tokenCount > 0 }.reduce(.zero) { sum, detail in
            guard let rate = rates[detail.modality] else {
                return sum + Cost(dollars: 0, isPartial: true)
            }
            return sum + Cost(dollars: Double(detail.tokenCount) * rate / 1e6, isPartial: false)
        }
    }
}
