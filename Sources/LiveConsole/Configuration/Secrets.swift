// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Finds the API key: in the environment, else in a file that only its owner can read.
enum Secrets {
    /// The variables a key is taken from, most important first.
    static let variables = ["GEMINI_API_KEY", "GOOGLE_API_KEY"]

    /// The key, or nil when none is configured.
    ///
    /// - Throws: `CommandFailure` when a named file is missing, readable by others or empty.
    static func apiKey(
        environment: [String: String],
        file: String?
    ) throws(CommandFailure) -> String? {
        for variable in variables {
            if let key = environment[variable]?.trimmingCharacters(in: .whitespacesAndNewlines),
                !key.isEmpty
            {
                return key
            }
        }
        guard let file else { return nil }
        return try read(file)
    }

    private static func read(_ path: String) throws(CommandFailure) -> String {
        guard access(path, F_OK) == 0 else {
            let reason = String(cString: strerror(errno))
            throw CommandFailure(.badUsage, "API key file \(path): \(reason).")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = attributes?[.posixPermissions] as? Int ?? 0o777
        guard mode & 0o077 == 0 else {
            throw CommandFailure(
                .badUsage,
                "API key file \(path) can be read by others. Run: chmod 600 '\(path)'"
            )
        }
        let key = (FileManager.default.contents(atPath: path) ?? Data()).prefix(4096)
        let text = String(decoding: key, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else {
            throw CommandFailure(.badUsage, "API key file \(path) is empty.")
        }
        return text
    }
}
