// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveAPI
import LiveEngine

/// Puts text where it can be pasted from, without its secrets.
struct Clipboard: Sendable {
    let redactor: Redactor
    let environment: [String: String]
    /// Where the text is kept for programs, and when nothing else takes it; readable by its owner.
    let file: String

    /// How long a program may take.
    private static let patience = Duration.seconds(2)

    init(redactor: Redactor, paths: StandardPaths, environment: [String: String]) {
        self.redactor = redactor
        self.environment = environment
        file = paths.state + "/clipboard.txt"
    }

    /// Copies a text by the first way that works and says which.
    ///
    /// - Parameters:
    ///   - copy: What to copy, not yet redacted.
    ///   - terminal: Hands base64 to the terminal; false when the terminal cannot take it.
    /// - Returns: What to tell the person.
    @MainActor
    func place(_ copy: CopyText, terminal: (String) -> Bool) async -> Notice {
        let text = redactor.redact(copy.text)
        let size = "\(text.count) characters"
        let routes = ClipboardRoute.routes(environment: environment, bytes: text.utf8.count)
        for route in routes {
            switch route {
            case .terminal:
                let encoded = String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self)
                guard terminal(encoded) else { continue }
                return Notice(.info, "copied \(copy.what), \(size): to the terminal (OSC 52)")
            case .program(let command):
                guard await run(command, text) else { continue }
                return Notice(.info, "copied \(copy.what), \(size): to \(command[0])")
            case .file:
                guard write(text) else { continue }
                return Notice(.info, "copied \(copy.what), \(size): to \(file)")
            }
        }
        return Notice(.error, "cannot copy: \(file) cannot be written")
    }

    /// Writes the file anew, for its owner alone.
    private func write(_ text: String) -> Bool {
        let folder = (file as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try? FileManager.default.removeItem(atPath: file)
        return FileManager.default.createFile(
            atPath: file,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
    }

    /// Runs a program on the text; false when there is none, or it fails or takes too long.
    private func run(_ command: [String], _ text: String) async -> Bool {
        guard let program = path(of: command[0]), write(text),
            let input = FileHandle(forReadingAtPath: file)
        else { return false }
        defer { try? FileManager.default.removeItem(atPath: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = Array(command.dropFirst())
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let (exits, exit) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            exit.yield(process.terminationStatus)
            exit.finish()
        }
        guard (try? process.run()) != nil else { return false }
        let status = await withTaskGroup(of: Int32?.self) { group in
            group.addTask { await exits.first { _ in true } }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        if status == nil { process.terminate() }
        return status == 0
    }

    private func path(of program: String) -> String? {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(program)" }
            .first { $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0) }
    }
}
