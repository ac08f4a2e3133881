// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Standard output and error as unbuffered byte sinks.
///
/// A line is on its way when `write` returns, so pipes and screen readers see it at once.
struct StandardStream: Sendable {
    static let output = StandardStream(descriptor: STDOUT_FILENO)
    static let error = StandardStream(descriptor: STDERR_FILENO)

    let descriptor: Int32

    /// Writes all of `text`; a closed pipe ends the program quietly, as in any filter.
    func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
                } else if errno == EPIPE {
                    exit(ExitStatus.success.rawValue)
                } else if errno != EINTR && errno != EAGAIN {
                    return
                }
            }
        }
    }
}
