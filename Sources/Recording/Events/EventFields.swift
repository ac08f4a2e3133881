// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The members of one line, each with its type asked for by name.
struct EventFields {
    /// A member that is missing or has the wrong type.
    struct Failure: Error {
        var reason: String

        init(_ key: String, _ expected: String) {
            reason = "expected \"\(key)\" to be \(expected)"
        }
    }

    let object: JSONObject

    func text(_ key: String) throws(Failure) -> String {
        guard let text = object[key]?.stringValue else { throw Failure(key, "a text") }
        return text
    }

    func bool(_ key: String) throws(Failure) -> Bool {
        guard let bool = object[key]?.boolValue else { throw Failure(key, "true or false") }
        return bool
    }

    /// A number from 0 to 2^31: turns, counts, ports and codes fit, and nothing overflows.
    func count(_ key: String) throws(Failure) -> Int {
        guard let value = object[key]?.integerValue, (0...1 << 31).contains(value) else {
            throw Failure(key, "a whole number from 0")
        }
        return Int(value)
    }

    func time(_ key: String) throws(Failure) -> Duration {
        guard let time = TimeCoding.duration(object[key]) else {
            throw Failure(key, "a number of seconds")
        }
        return time
    }

    func optionalText(_ key: String) throws(Failure) -> String? {
        object[key] == nil ? nil : try text(key)
    }

    func texts(_ key: String) throws(Failure) -> [String] {
        guard let values = object[key]?.arrayValue else { throw Failure(key, "a list of texts") }
        return values.compactMap(\.stringValue)
    }

    /// One of a few words.
    func word<Value>(_ key: String, _ values: [String: Value]) throws(Failure) -> Value {
        guard let value = values[try text(key)] else {
            throw Failure(key, "one of \(values.keys.sorted().joined(separator: ", "))")
        }
        return value
    }

    /// A piece of a server's message, as the API writes it.
    func message(_ key: String) throws(Failure) -> LiveServerMessage {
        do throws(JSONError) {
            return try MessageCodec().decodeServer((object[key] ?? .null).serialized())
        } catch {
            throw Failure(key, "a message of the Live API: \(error)")
        }
    }
}
