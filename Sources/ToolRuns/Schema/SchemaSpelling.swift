// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Brings a schema into the spelling the API documents for `parameters`.
enum SchemaSpelling {
    /// The schema with its type names in upper case; everything else is left as it is.
    static func upperCased(_ schema: JSONValue) -> JSONValue {
        guard var object = schema.objectValue else { return schema }
        if let name = object["type"]?.stringValue { object["type"] = .string(name.uppercased()) }
        if let items = object["items"] { object["items"] = upperCased(items) }
        for key in ["anyOf", "oneOf"] {
            guard let schemas = object[key]?.arrayValue else { continue }
            object[key] = .array(schemas.map(upperCased))
        }
        if let properties = object["properties"]?.objectValue {
            let members = properties.members.map { ($0.key, upperCased($0.value)) }
            object["properties"] = .object(JSONObject(members))
        }
        return .object(object)
    }
}
