// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Synchronization
import TerminalUI

/// A log of one line per message, to a file or to standard error, with secrets removed and controls made
/// visible.
final class LineLog: Sendable {
    private let descriptor: Int32
    private let redactor: Redactor
    private let level: Logger.Level

    /// Logs to standard error.
    init(level: Logger.Level, redactor: Redactor) {
        descriptor = STDERR_FILENO
        self.level = level
        self.redactor = redactor
    }

    /// Logs to the end of a file that only its owner can read; makes its folder when needed.
    ///
    /// - Throws: `CommandFailure` when the file cannot be opened.
    init(path: String, level: Logger.Level, redactor: Redactor) throws(CommandFailure) {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            // A failure shows itself when the file is opened.
            try? FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw CommandFailure(.badUsage, "Cannot write the log \(path): \(reason).")
        }
        self.level = level
        self.redactor = redactor
    }

    /// A logger that writes here.
    func logger(_ label: String) -> Logger {
        var logger = Logger(label: label) { Handler(label: $0, log: self) }
        logger.logLevel = level
        return logger
    }

    /// Sends whatever libraries print on standard error here, so that none of it reaches the screen.
    func takeStandardError() {
        dup2(descriptor, STDERR_FILENO)
    }

    fileprivate func write(_ line: String) {
        // One write call a line: lines of several threads do not mix on an O_APPEND descriptor.
        // What a peer sent is among it, and neither adds lines nor commands whoever prints the log.
        let safe = TerminalText.sanitized(redactor.redact(line), newlines: .marked)
        StandardStream(descriptor: descriptor).write(safe + "\n")
    }
}

private struct Handler: LogHandler {
    let label: String
    let log: LineLog
    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let extra = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }
            .map { " \($0.key)=\($0.value)" }
            .joined()
        let time = Date.now.formatted(.iso8601.time(includingFractionalSeconds: true))
        log.write("\(time) \(event.level) \(label): \(event.message)\(extra)")
    }
}
