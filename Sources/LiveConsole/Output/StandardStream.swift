// SPDX-License-Identifier: Apache-2.0

import Glibc
import TerminalUI

/// Standard output and error as unbuffered byte sinks.
///
/// A line is on its way when `write` returns, so pipes and screen readers see it at once.
struct StandardStream: Sendable {
    static let output = StandardStream(descriptor: STDOUT_FILENO)
    static let error = StandardStream(descriptor: STDERR_FILENO)

    let descriptor: Int32

    /// Writes all of `text`.
    ///
    /// Output that cannot be written ends the program: quietly when the reader has gone, as in any
    /// filter, else with the reason. Elsewhere the loss is borne: a full disk under the log is no
    /// reason to end a session.
    func write(_ text: String) {
        let error = writeAll(text)
        guard error != 0, descriptor == STDOUT_FILENO else { return }
        if error == EPIPE { exit(ExitStatus.success.rawValue) }
        let reason = String(cString: strerror(error))
        _ = Self.error.writeAll("live-console: Cannot write standard output: \(reason).\n")
        exit(ExitStatus.runFailed.rawValue)
    }

    /// Writes text for people, of which some may come from a file or a peer: what a terminal could
    /// obey, or a reader could not see, is made visible.
    func say(_ text: String) {
        write(TerminalText.sanitized(text))
    }

    /// The error number of what went wrong; 0 when all is written.
    private func writeAll(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
                } else if errno == EAGAIN {
                    var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&writable, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }
}
