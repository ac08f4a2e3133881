// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Testing

/// Expects text to equal the golden file `Goldens/<name>.txt` next to the calling test's file.
///
/// Names carry the size of a screen: "table.80x24". A missing golden fails. With `RECORD_GOLDENS=1`
/// in the environment the file is written instead, and the test fails all the same, so that no
/// recording run passes for a test run.
package func assertGolden(
    _ actual: String,
    name: String,
    filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let file = URL(fileURLWithPath: filePath)
        .deletingLastPathComponent()
        .appendingPathComponent("Goldens/\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
        record(actual, in: file, sourceLocation)
        return
    }
    guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record(
            "No golden \(file.path). Run once with RECORD_GOLDENS=1, then read what was written.",
            sourceLocation: sourceLocation
        )
        return
    }
    guard golden != actual else { return }
    Issue.record(
        """
        \(name) differs from its golden (- golden, + actual):
        \(LineDiff.text(from: golden, to: actual))
        """,
        sourceLocation: sourceLocation
    )
}

private func record(_ actual: String, in file: URL, _ sourceLocation: SourceLocation) {
    do {
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try actual.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("Recorded \(file.path).", sourceLocation: sourceLocation)
    } catch {
        Issue.record("Cannot record \(file.path): \(error)", sourceLocation: sourceLocation)
    }
}

/// A line diff for people to read.
enum LineDiff {
    /// The lines of both texts in order, each marked "-", "+" or " ".
    static func text(from old: String, to new: String) -> String {
        let old = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let new = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.offset))
        let inserted = Set(difference.insertions.map(\.offset))
        var lines: [String] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < old.count || newIndex < new.count {
            if removed.contains(oldIndex) {
                lines.append("- " + old[oldIndex])
                oldIndex += 1
            } else if inserted.contains(newIndex) {
                lines.append("+ " + new[newIndex])
                newIndex += 1
            } else {
                lines.append("  " + new[newIndex])
                oldIndex += 1
                newIndex += 1
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
