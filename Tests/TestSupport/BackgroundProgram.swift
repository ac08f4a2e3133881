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
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        let flags = O_WRONLY | O_CREAT
        posix_spawn_file_actions_addopen(&actions, 1, output, flags | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags | O_APPEND, 0o600)
        // Another test may be about to mark a descriptor as close-on-exec; closed ones do no harm.
        for descriptor in Int32(3)..<256 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // 0x80 is POSIX_SPAWN_SETSID, which the Glibc module does not import.
        let how = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | 0x80
        posix_spawnattr_setflags(&attributes, Int16(how))

        var child: pid_t = 0
        let error = Self.withCStrings([name] + arguments) { arguments in
            Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawnp(&child, name, &actions, &attributes, arguments, environment)
            }
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

    private static func withCStrings<R>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> R
    ) -> R {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
