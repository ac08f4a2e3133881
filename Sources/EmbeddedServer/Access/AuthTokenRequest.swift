// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What a new ephemeral token is to be good for.
package struct AuthTokenRequest: Sendable, Equatable {
    private static let fields = [
        "name", "uses", "expireTime", "newSessionExpireTime", "bidiGenerateContentSetup",
        "fieldMask",
    ]
    /// The reference says just under 20 h ahead.
    private static let longestLife = Duration.seconds(20 * 3_600)

    /// Sessions that may be started; 0 is any number.
    package var uses = 1
    /// From now: when the token is worth nothing any more.
    package var life = Duration.seconds(30 * 60)
    /// From now: until when sessions may be started.
    package var newSessionLife = Duration.seconds(60)
    package var constraint = SetupConstraint()

    /// Reads the body of a request; an empty one asks for the defaults.
    ///
    /// - Parameters:
    ///   - body: JSON.
    ///   - now: Time since 1970, which the body's times are compared with.
    /// - Throws: `RESTFailure`.
    package init(body: [UInt8], now: Duration) throws(RESTFailure) {
        let object = try Self.object(body)
        if let value = object["uses"] {
            guard let count = value.integerValue ?? value.stringValue.flatMap({ Int64($0) }),
                (0...Int64(Int32.max)).contains(count)
            else { throw Self.invalid("uses", "a number from 0") }
            uses = Int(count)
        }
        life = try Self.time(object, "expireTime", now) ?? life
        newSessionLife = try Self.time(object, "newSessionExpireTime", now) ?? newSessionLife
        guard life < Self.longestLife, newSessionLife < Self.longestLife else {
            throw .invalidArgument("expireTime and newSessionExpireTime must be within 20 hours.")
        }
        constraint = SetupConstraint(
            setup: try Self.setup(object),
            fieldMask: object["fieldMask"]?.stringValue ?? ""
        )
    }

    private static func object(_ body: [UInt8]) throws(RESTFailure) -> JSONObject {
        guard !body.isEmpty else { return [:] }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: body)
        } catch {
            throw .invalidArgument("Invalid JSON payload received. \(error)")
        }
        guard let members = value.objectValue?.members else {
            throw .invalidArgument("Invalid JSON payload received. It must be an object.")
        }
        var object: JSONObject = [:]
        for member in members where member.value != .null {
            let key = member.key.filter { $0 != "_" }.lowercased()
            guard let field = fields.first(where: { $0.lowercased() == key }) else {
                throw .invalidArgument(
                    "Invalid JSON payload received. Unknown name \"\(member.key.prefix(80))\": "
                        + "Cannot find field."
                )
            }
            object[field] = member.value
        }
        return object
    }

    private static func time(
        _ object: JSONObject,
        _ field: String,
        _ now: Duration
    ) throws(RESTFailure) -> Duration? {
        guard let value = object[field] else { return nil }
        guard let time = value.stringValue.flatMap(Timestamp.sinceEpoch) else {
            throw invalid(field, "a time such as 2030-01-01T00:00:00Z")
        }
        return time - now
    }

    private static func setup(_ object: JSONObject) throws(RESTFailure) -> Setup? {
        guard let value = object["bidiGenerateContentSetup"] else { return nil }
        // Some clients wrap it as they do on the wire.
        let wrapped = value.objectValue?["setup"] == nil
        let bytes = (wrapped ? JSONValue.object(["setup": value]) : value).serialized()
        guard let message = try? MessageCodec().decodeClient(bytes), let setup = message.setup,
            message.issues.isEmpty
        else { throw invalid("bidiGenerateContentSetup", "a setup as sessions begin with") }
        return setup
    }

    private static func invalid(_ field: String, _ expected: String) -> RESTFailure {
        .invalidArgument("Invalid value at '\(field)': expected \(expected).")
    }
}
