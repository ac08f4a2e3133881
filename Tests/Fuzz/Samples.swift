// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Valid inputs: the project's own files.
enum Samples {
    /// The contents of a file, named from the top of the project.
    static func file(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: top.appending(path: path)))
    }

    /// The contents of every file of a folder whose name ends like this.
    static func files(in folder: String, _ ending: String) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: top.appending(path: folder).path
        )
        return try names.filter { $0.hasSuffix(ending) }.sorted().map {
            try file("\(folder)/\($0)")
        }
    }

    private static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// A folder for one test, removed with this value.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "fuzz-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }
}
