// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// A question that is asked once before something that costs or breaks.
package struct Consent: Sendable {
    /// What was agreed to holds for the rest of the run.
    package enum Subject: Sendable, Hashable {
        /// Frames of the person's own to a route that bills.
        case injection
        /// Faults of the embedded server.
        case faults
    }

    let subject: Subject
    let title: String
    let question: String
    /// What is done on agreement.
    let effect: ConsoleEffect
}
