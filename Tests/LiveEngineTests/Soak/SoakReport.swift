// SPDX-License-Identifier: Apache-2.0

/// What came of a soak.
struct SoakReport {
    /// Faults injected, by name.
    var faults: [String: Int] = [:]
    /// Connections that became ready.
    var connections = 0
    /// Sessions begun because the one before had ended.
    var sessions = 1
    var typed = 0
    /// Replies that began, by text.
    var answers: [String: Int] = [:]
    var lost: Set<String> = []
    /// Connections opened while another one was open.
    var overlaps = 0
    /// The most that the machine held at once: the length of its description, which spells out every
    /// queue and ledger.
    var peakStateBytes = 0

    var unaccounted: [String] {
        (0..<typed).map { "t\($0)" }.filter { answers[$0] == nil && !lost.contains($0) }
    }

    var doubled: [String] { answers.filter { $0.value > 1 }.map(\.key).sorted() }

    var line: String {
        let faults = faults.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let lost = lost.filter { answers[$0] == nil }
        return "sessions=\(sessions) connections=\(connections) typed=\(typed) "
            + "answered=\(answers.count) lost=\(lost.count) doubled=\(doubled.count) "
            + "unaccounted=\(unaccounted.count) peakStateBytes=\(peakStateBytes) "
            + faults.joined(separator: " ")
    }
}
