// SPDX-License-Identifier: Apache-2.0

import TOMLFile
import Testing
import ToolRuns

/// What every message about a file must be.
enum Complaint {
    /// Expects an error that names the file and a line that it has, on one line without controls.
    static func check(_ error: TOMLError, of source: [UInt8], name: String, _ origin: Comment) {
        check(error.description, line: error.line, of: source, name: name, origin)
    }

    /// Expects warnings of the same kind.
    static func check(
        _ warnings: [TOMLWarning],
        of source: [UInt8],
        name: String,
        _ origin: Comment
    ) {
        for warning in warnings {
            check(warning.description, line: warning.line, of: source, name: name, origin)
        }
    }

    /// Expects a problem of a tools file of the same kind.
    static func check(_ issue: ToolFileIssue, of source: [UInt8], name: String, _ origin: Comment) {
        check(issue.description, line: issue.line, of: source, name: name, origin)
    }

    private static func check(
        _ description: String,
        line: Int,
        of source: [UInt8],
        name: String,
        _ origin: Comment
    ) {
        let lines = source.count { $0 == UInt8(ascii: "\n") } + 1
        let isPlaced = (1...lines).contains(line) && description.hasPrefix("\(name):\(line): ")
        #expect(isPlaced, "\(origin): \(description)")
        // Overrides of direction may stand in what is quoted; whoever prints it marks them.
        let controls = description.unicodeScalars.filter {
            $0.properties.generalCategory == .control
        }
        #expect(controls.isEmpty, "\(origin): \(description)")
        #expect(description.utf8.count < 10_000, "\(origin)")
    }
}

/// What a terminal would obey, or a reader could not see.
enum Hidden {
    /// The control, bidirectional and other format characters of a text; a joiner within a cluster
    /// is none.
    static func scalars(of text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            case .format: bidirectional.contains(scalar.value)
            default: false
            }
        }
    }

    private static let bidirectional: Set<UInt32> = [
        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
        0x2069,
    ]
}
