// SPDX-License-Identifier: Apache-2.0

/// A known field whose value had the wrong type.
///
/// The field is left out of the message.
package struct DecodingIssue: Sendable, Equatable, CustomStringConvertible {
    /// Where it stood: `setup.generationConfig.topK`.
    package var path: String
    /// What the field takes: "an integer".
    package var expected: String
    /// What kind of value was there: "a string", and never the value itself.
    package var found: String

    package init(path: String, expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }

    package var description: String { "\(path): expected \(expected), found \(found)" }
}
