// SPDX-License-Identifier: Apache-2.0

/// A field or message kind the codec does not know: kept and shown, never an error.
package struct UnknownField: Sendable, Equatable {
    /// Where it stood: `serverContent.modelTurn.parts[0].fooBar`.
    package var path: String
    package var value: JSONValue

    package init(path: String, value: JSONValue) {
        self.path = path
        self.value = value
    }

    /// The name, when it stood where the message kinds stand.
    var kind: String? { path.utf8.contains(UInt8(ascii: ".")) ? nil : path }
}
