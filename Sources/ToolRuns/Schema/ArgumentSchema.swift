// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What the arguments of a function must look like.
///
/// The part of OpenAPI's and JSON Schema's vocabulary that functions use: types, `nullable`,
/// `enum`, `const`, properties, `required`, items, alternatives, bounds. Other words are let through
/// unchecked.
package struct ArgumentSchema: Sendable, Equatable {
    /// A type of the schema language.
    enum Kind: String, Sendable, CaseIterable {
        case string
        case number
        case integer
        case boolean
        case array
        case object
        case null
    }

    struct Property: Sendable, Equatable {
        var name: String
        var schema: ArgumentSchema
    }

    /// The accepted types; empty where any will do.
    var kinds: [Kind] = []
    /// The accepted values, where they are listed.
    var choices: [JSONValue]?
    var properties: [Property] = []
    var required: [String] = []
    /// Properties that are not declared are refused.
    var isClosed = false
    /// The schema of every element: none or one.
    var items: [ArgumentSchema] = []
    /// One of these must fit as well, where there are any.
    var alternatives: [ArgumentSchema] = []
    var minimum: Double?
    var maximum: Double?
    /// How many elements, or characters, there may be.
    var fewest = 0
    var most = Int.max
}
