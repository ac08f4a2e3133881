// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Keeps secrets out of a bundle.
///
/// Looking for marks is cheap and done with every line; only a line with a mark is taken apart.
package struct Redaction: Sendable {
    private let marks: [[UInt8]]
    private let hasSecrets: Bool
    private let redact: @Sendable (String) -> String

    /// - Parameters:
    ///   - secrets: Values that must not be written.
    ///   - marks: Words without which `redact` changes nothing; in whatever case they come.
    ///   - redact: Replaces what is secret.
    package init(
        secrets: [String] = [],
        marks: [String] = [],
        redact: @escaping @Sendable (String) -> String = { $0 }
    ) {
        hasSecrets = !secrets.isEmpty
        self.marks = (secrets + marks).filter { !$0.isEmpty }.map { Self.folded(Array($0.utf8)) }
        self.redact = redact
    }

    /// The text without its secrets.
    func callAsFunction(_ text: String) -> String {
        marks.isEmpty ? text : redact(text)
    }

    /// The value with every text and name in it redacted; itself when there is nothing to hide.
    func callAsFunction(_ value: JSONValue) -> JSONValue {
        marks.isEmpty ? value : redacted(value)
    }

    /// Whether JSON text may hold a secret.
    func isSuspicious(_ text: [UInt8]) -> Bool {
        guard !marks.isEmpty else { return false }
        let text = Self.folded(text)
        if marks.contains(where: { text.firstOffset(of: $0) != nil }) { return true }
        // A letter of a secret may be written as an escape.
        return hasSecrets && text.firstOffset(of: Array("\\u00".utf8)) != nil
            || hasSecrets && text.firstOffset(of: Array("\\/".utf8)) != nil
    }

    private func redacted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): return .string(redact(text))
        case .array(let values): return .array(values.map(redacted))
        case .object(let object):
            return .object(
                JSONObject(object.members.map { (redact($0.key), redacted($0.value)) })
            )
        case .null, .bool, .integer, .double: return value
        }
    }

    private static func folded(_ text: [UInt8]) -> [UInt8] {
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        return text.map { letters.contains($0) ? $0 | 0x20 : $0 }
    }
}
