// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A program that runs beside a test, in a session of its own; killed when the value goes away.
package final class BackgroundProgram: Sendable {
    /// What it is called in errors.
    package let name: String
    /// Nil once the program has ended and was waited for.
    private let process: Mutex<pid_t?>
    private let exitStatus = Mutex<Int32?>(nil)

    /// Starts a program that is found through `PATH`.
    ///
    /// It sees no other environment than the given one; its messages are added to the file
    /// `errors`, and `output` is begun anew.
    package init(
        _ name: String,
        _ arguments: [String],
        environment: [String: String],
        output: String = "/dev/null",
        errors: String = "/dev/null"
    ) throws {
        let (child, error) = ChildProcess.start(name, arguments, environment: environment) {
            posix_spawn_file_actions_addopen(&$0, 0, "/dev/null", O_RDONLY, 0)
            let flags = O_WRONLY | O_CREAT
            posix_spawn_file_actions_addopen(&$0, 1, output, flags | O_TRUNC, 0o600)
            posix_spawn_file_actions_addopen(&$0, 2, errors, flags | O_APPEND, 0o600)
            // Another test may be about to mark a descriptor as close-on-exec; closed ones do no
            // harm.
            for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&$0, descriptor) }
        }
        guard error == 0 else {
            throw VirtualSoundError("cannot start \(name): \(String(cString: strerror(error)))")
        }
        self.name = name
        process = Mutex(child)
    }

    deinit {
        end()
    }

    /// Whether it has not ended yet.
    package var isRunning: Bool {
        process.withLock { process in
            guard let running = process else { return false }
            var status: Int32 = 0
            guard waitpid(running, &status, WNOHANG) == running else { return true }
            exitStatus.withLock { $0 = status }
            process = nil
            return false
        }
    }

    /// Whether it ended by itself and without an error.
    package var hasSucceeded: Bool { !isRunning && exitStatus.withLock { $0 } == 0 }

    /// Sends it a signal unless it has ended.
    package func signal(_ number: Int32) {
        process.withLock { if let process = $0 { _ = kill(process, number) } }
    }

    /// Kills it and waits until it is gone.
    package func end() {
        process.withLock { process in
            guard let running = process.take() else { return }
            kill(running, SIGKILL)
            var status: Int32 = 0
            while waitpid(running, &status, 0) < 0, errno == EINTR {}
            exitStatus.withLock { $0 = status }
        }
    }
}
