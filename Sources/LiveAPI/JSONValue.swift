// SPDX-License-Identifier: Apache-2.0

/// Any JSON value, for the parts of a message whose meaning is the user's own.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number written without fraction or exponent that fits 64 bits.
    case integer(Int64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// Parses one JSON text, which only whitespace may surround.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
        let document = try JSONDocument(parsing: bytes, limits: limits)
        self = document.value(at: JSONDocument.root)
    }

    /// Parses one JSON text.
    package init(parsing text: String, limits: JSONLimits = .default) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// The JSON text of the value.
    ///
    /// Numbers that JSON cannot express become null.
    ///
    /// - Parameters:
    ///   - asciiOnly: Everything beyond ASCII is written as `\uXXXX`.
    ///   - pretty: Two spaces of indentation, one member a line.
    /// - Returns: UTF-8.
    package func serialized(asciiOnly: Bool = true, pretty: Bool = false) -> [UInt8] {
        var writer = JSONWriter(asciiOnly: asciiOnly, pretty: pretty)
        writer.write(self)
        return writer.bytes
    }
}

extension JSONValue {
    package var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The value as an integer, whether it was written `3` or `3.0`.
    package var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        default: nil
        }
    }

    package var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    package var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    package var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .double(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
}
