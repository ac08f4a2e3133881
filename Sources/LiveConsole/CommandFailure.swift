// SPDX-License-Identifier: Apache-2.0

/// The program's exit codes; part of the command-line contract.
enum ExitStatus: Int32, Sendable {
    case success = 0
    case runFailed = 1
    case badUsage = 2
    case cannotConnect = 3
    case interrupted = 130
    case terminated = 143
}

/// A command's end that is not success: the exit code and what to tell the user on stderr.
struct CommandFailure: Error, Sendable {
    var code: ExitStatus
    /// What failed, on what, what to do; empty when it is already on the screen.
    var message: String

    init(_ code: ExitStatus, _ message: String) {
        self.code = code
        self.message = message
    }
}
