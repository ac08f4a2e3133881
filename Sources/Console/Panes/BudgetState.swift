// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// What a session has used of its limits: its book, kept on the console's clock.
package struct BudgetState: PaneState {
    private var book: BudgetBook

    init(terms: SessionTerms) {
        book = BudgetBook(terms: terms)
    }

    /// How everything stands.
    func report(at now: Duration) -> BudgetReport {
        book.report(at: now)
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        // What is found stands in the log as a notice.
        book.apply(SessionEvent(offset: time, kind: event))
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        BudgetPane(report: report(at: scene.now), scene: scene)
    }
}
