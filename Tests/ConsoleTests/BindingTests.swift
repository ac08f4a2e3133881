// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import Testing

/// Every row of the key table does what it says: a new row needs a case in BindingCases.
@MainActor
@Suite struct BindingTests {
    nonisolated static let rows = DefaultKeymap.keymap.bindings.map { row in
        "\(row.scope.name)/\(row.command.name)"
    }
    nonisolated static let cases = BindingCases.all

    @Test func everyRowHasACaseAndEveryCaseARow() {
        let covered = Self.cases.map { "\($0.context)/\($0.action)" }
        #expect(Set(Self.rows).subtracting(covered).sorted() == [], "rows without a case")
        #expect(Set(covered).subtracting(Self.rows).sorted() == [], "cases without a row")
        #expect(Set(covered).count == covered.count, "cases told twice")
    }

    @Test(arguments: Self.rows)
    func keyDoesWhatItSays(row: String) throws {
        let binding = try #require(
            DefaultKeymap.keymap.bindings.first { "\($0.scope.name)/\($0.command.name)" == row }
        )
        let test = try #require(Self.cases.first { "\($0.context)/\($0.action)" == row })
        for chord in binding.chords {
            let stage = test.scene()
            #expect(!test.holds(stage.forgettingEffects()), "\(row) holds before \(chord)")
            stage.press(chord)
            #expect(test.holds(stage), "\(row) by \(chord): \(stage.account)")
        }
        guard binding.chords.isEmpty else { return }
        let stage = test.scene().forgettingEffects()
        #expect(!test.holds(stage), "\(row) holds before its name is typed")
        stage.press(":").type(test.typed ?? binding.command.name).press("Enter")
        #expect(test.holds(stage), "\(row) by name: \(stage.account)")
    }
}

extension Stage {
    /// What there is to see, for a message.
    fileprivate var account: String {
        effects.map { "\($0)" }.joined(separator: ", ") + "\n" + screen
    }

    fileprivate func forgettingEffects() -> Stage {
        _ = takeEffects()
        return self
    }
}
