// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import Recording
import Voice

extension BundleSession {
    /// A session as bundles name it.
    init(_ profile: SessionProfile) {
        self.init(
            route: profile.route,
            model: profile.model,
            voice: profile.voice,
            modality: profile.modality.rawValue,
            turnDetection: profile.turnDetection == .manual ? "manual" : "auto",
            tools: profile.tools
        )
    }
}

extension SessionProfile {
    /// A recorded session as the status bar shows it.
    ///
    /// - Parameters:
    ///   - session: The session as the bundle names it.
    ///   - terms: What it may last, hold and cost.
    init(_ session: BundleSession, terms: SessionTerms) {
        self.init(
            route: session.route,
            model: session.model,
            voice: session.voice,
            modality: Modality(rawValue: session.modality) ?? .text,
            turnDetection: session.turnDetection == "manual" ? .manual : .automatic,
            tools: session.tools,
            terms: terms
        )
    }
}
