// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Writes findings to standard output as they are made, and counts those that are wrong.
final class DoctorReport {
    private(set) var wrongs = 0

    /// Says what is looked at now.
    func announce(_ subject: String) {
        StandardStream.output.write("\(subject)\n")
    }

    /// Writes findings, each with a word for its level, and its remedy below.
    func write(_ findings: [Finding]) {
        for finding in findings { StandardStream.output.write(Self.lines(for: finding)) }
        wrongs += findings.count { $0.level == .wrong }
    }

    private static func lines(for finding: Finding) -> String {
        let word =
            switch finding.level {
            case .fine: "ok   "
            case .doubtful: "note "
            case .wrong: "WRONG"
            }
        let remedy = finding.remedy.map { "         → \(TerminalText.sanitized($0))\n" } ?? ""
        return "  \(word)  \(TerminalText.sanitized(finding.text))\n" + remedy
    }
}
