// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// The settings that an ephemeral token pins.
///
/// Wire rule: Live API ephemeral tokens. No setup and no mask: the client's setup counts. A setup
/// alone replaces the client's. With a mask, the fields it lists are taken from the token, absent
/// ones included, and everything else from the client.
package struct SetupConstraint: Sendable, Equatable {
    private let setup: Setup?
    private let paths: [[String]]

    /// The mask holds paths into the setup, in either casing, separated by commas.
    package init(setup: Setup? = nil, fieldMask: String = "") {
        self.setup = setup
        paths = fieldMask.split(separator: ",").map { path in
            path.split(separator: ".").map { Self.camelCase($0.filter { !$0.isWhitespace }) }
        }
    }

    /// The setup that counts, of one that a client sent.
    package func applied(to asked: Setup) -> Setup {
        guard !paths.isEmpty else {
            guard var pinned = setup else { return asked }
            // What a client resumes is not a setting.
            if let handle = asked.sessionResumption?.handle {
                pinned.sessionResumption = pinned.sessionResumption ?? SessionResumptionConfig()
                pinned.sessionResumption?.handle = handle
            }
            return pinned
        }
        let pinned = (setup ?? Setup()).json
        let merged = paths.reduce(asked.json) { merged, path in
            merged.replacing(path[...], with: pinned.value(at: path[...]))
        }
        return Setup(json: merged) ?? asked
    }

    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.dropFirst().reduce(words.first.map(String.init) ?? "") {
            $0 + $1.prefix(1).uppercased() + $1.dropFirst()
        }
    }
}

extension Setup {
    fileprivate var json: JSONObject {
        let bytes = MessageCodec().encode(LiveClientMessage(setup: self))
        let message = try? JSONValue(parsing: bytes)
        return message?.objectValue?["setup"]?.objectValue ?? [:]
    }

    fileprivate init?(json: JSONObject) {
        let bytes = JSONValue.object(["setup": .object(json)]).serialized()
        guard let setup = (try? MessageCodec().decodeClient(bytes))?.setup else { return nil }
        self = setup
    }
}

extension JSONObject {
    fileprivate func value(at path: ArraySlice<String>) -> JSONValue? {
        guard let key = path.first, let value = self[key] else { return nil }
        let rest = path.dropFirst()
        return rest.isEmpty ? value : value.objectValue?.value(at: rest)
    }

    /// A copy with another value at a path; nil removes what is there.
    fileprivate func replacing(_ path: ArraySlice<String>, with value: JSONValue?) -> JSONObject {
        guard let key = path.first else { return self }
        var copy = self
        let rest = path.dropFirst()
        if rest.isEmpty {
            copy[key] = value
        } else if value != nil || self[key] != nil {
            let inner = self[key]?.objectValue ?? [:]
            copy[key] = .object(inner.replacing(rest, with: value))
        }
        return copy
    }
}
