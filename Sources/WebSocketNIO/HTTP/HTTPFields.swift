// SPDX-License-Identifier: Apache-2.0

/// Header fields in the order they came, looked up without regard to case.
package struct HTTPFields: Sendable {
    package var all: [(name: String, value: String)]

    package init(_ all: [(name: String, value: String)] = []) {
        self.all = all
    }

    /// The first value of the field, or nil.
    package subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return all.first { $0.name.lowercased() == wanted }?.value
    }
}
