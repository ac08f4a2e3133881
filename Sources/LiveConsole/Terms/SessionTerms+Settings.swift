// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TOMLFile

extension SessionTerms {
    /// The terms of a model on a route, with what the user set on top.
    ///
    /// Google's prices hold for Google only; the embedded server takes nothing.
    ///
    /// - Throws: `CommandFailure` if the program was built with a broken data file.
    init(
        model: String,
        route: SessionPlan.Route,
        settings: Settings
    ) throws(CommandFailure) {
        do {
            self = try ModelCatalog.builtIn().terms(of: model)
        } catch {
            throw CommandFailure(.runFailed, "\(error)")
        }
        settings.limits?.apply(to: &self)
        switch route {
        case .embedded:
            tariff = .free
            return
        case .gemini: break
        case .url: tariff = .unknown
        }
        if let prices = settings.prices {
            let known: PriceTable? = if case .prices(let table) = tariff { table } else { nil }
            tariff = .prices(prices.applied(to: known))
        }
    }
}
