// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A TOML document whose every key knows the line it stands on.
///
/// Reading it through a ``TOMLReader`` gives typed values and warnings for unknown keys.
package struct TOMLDocument: Sendable {
    /// The file name that messages carry.
    package let name: String
    /// The top-level table; its line is 1 and its path is empty.
    package let root: TOMLTable

    /// The largest document that is read, in bytes of UTF-8.
    package static let maximumBytes = 1 << 20
    /// The deepest nesting of tables, dotted keys and arrays that is read.
    package static let maximumDepth = 32

    /// Parses TOML text; the error names the line and what was expected there.
    package init(source: String, name: String) throws(TOMLError) {
        guard source.utf8.count <= Self.maximumBytes else {
            throw Self.tooLarge(name)
        }
        // The scanner runs first because the parser recurses over keys and values without a limit
        // that we could set: nothing reaches it that has not been bounded.
        let lines = try TOMLScanner.lines(of: source, name: name)
        self.name = name
        self.root = try TOMLTree.parse(source, name: name, lines: lines)
    }

    /// Reads and parses a file, blocking on the disk; `name` defaults to the path.
    package init(path: String, name: String? = nil) throws(TOMLError) {
        let name = name ?? path
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            data = try handle.read(upToCount: Self.maximumBytes + 1) ?? Data()
        } catch {
            throw TOMLError(
                file: name,
                line: 0,
                message: "cannot be read: \(Self.reason(of: error))"
            )
        }
        guard data.count <= Self.maximumBytes else { throw Self.tooLarge(name) }
        guard let source = String(validating: data, as: UTF8.self) else {
            throw TOMLError(file: name, line: 0, message: "is not UTF-8 text")
        }
        try self.init(source: source, name: name)
    }

    private static func tooLarge(_ name: String) -> TOMLError {
        TOMLError(file: name, line: 0, message: "is larger than \(maximumBytes >> 10) KiB")
    }

    private static func reason(of error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let underlying, underlying.domain == NSPOSIXErrorDomain else {
            return error.localizedDescription
        }
        return String(cString: strerror(Int32(underlying.code))).lowercased()
    }
}
