// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Why the full screen cannot be opened; nothing was changed on the terminal when it is thrown.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A pipe or a file where keyboard or screen should be.
    case notATerminal(Stream)
    /// `TERM` is not set or empty.
    case typeNotSet
    /// No terminfo entry for this type.
    case typeUnknown(String)
    /// A terminal without cursor addressing, such as `dumb`.
    case typeTooSimple(String)
    /// The system refused something the screen needs, with its error number.
    case system(operation: String, errno: Int32)

    /// An end of the terminal.
    package enum Stream: String, Hashable, Sendable {
        case input = "standard input"
        case output = "standard output"
    }

    package var description: String {
        "Cannot open the full screen: \(reason)."
    }

    private var reason: String {
        switch self {
        case .notATerminal(let stream):
            "\(stream.rawValue) is not a terminal. Use `--plain`, which works in pipes and files"
        case .typeNotSet:
            "TERM is not set. Set it to your terminal's type, or use `--plain`"
        case .typeUnknown(let type):
            "there is no terminfo entry for TERM=\(type.debugDescription). "
                + "Try TERM=xterm-256color, or use `--plain`"
        case .typeTooSimple(let type):
            "a terminal of type \(type.debugDescription) cannot place its cursor. Use `--plain`"
        case .system(let operation, let errno):
            "\(operation) failed with error \(errno) (\(Self.text(of: errno))). Use `--plain`"
        }
    }

    private static func text(of errno: Int32) -> String {
        String(cString: strerror(errno))
    }
}
