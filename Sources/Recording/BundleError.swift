// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Why a bundle cannot be written or read, in words that name the file and what was expected.
package struct BundleError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or folder, as the user knows it.
    package var path: String
    /// Counted from 1; nil when it is not about a line.
    package var line: Int?
    package var reason: String

    package init(path: String, line: Int? = nil, reason: String) {
        self.path = path
        self.line = line
        self.reason = reason
    }

    /// What the system said of its latest call.
    static func system(_ path: String, _ attempt: String) -> BundleError {
        BundleError(path: path, reason: "cannot \(attempt): \(String(cString: strerror(errno)))")
    }

    package var description: String {
        "\(path)\(line.map { ":\($0)" } ?? ""): \(reason)"
    }
}
