// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Starts programs on a terminal.
enum PseudoTerminalSpawn {
    /// Held from the making of a descriptor until it is marked close-on-exec, and while spawning:
    /// a terminal inherited by another test's program would not hang up.
    private static let inheritance = Mutex(())

    /// Opens a terminal of a size: our end, and the program's end.
    static func open(_ size: winsize) throws -> (ours: Int32, programs: Int32) {
        try inheritance.withLock { _ in
            var (ours, programs): (Int32, Int32) = (-1, -1)
            var size = size
            guard openpty(&ours, &programs, nil, nil, &size) == 0 else {
                throw PseudoTerminalError.system("openpty", errno)
            }
            for end in [ours, programs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return (ours, programs)
        }
    }

    /// Starts a program as the leader of a session whose controlling terminal is `terminal`.
    static func start(
        _ path: String,
        arguments: [String],
        environment: [String: String],
        terminal: Int32
    ) throws -> pid_t {
        guard let name = ttyname(terminal) else {
            throw PseudoTerminalError.system("ttyname", errno)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session leader that opens a terminal gets it as its controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // 0x80 is POSIX_SPAWN_SETSID, which the Glibc module does not import.
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | 0x80
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var child: pid_t = 0
        let error = withCStrings([path] + arguments) { arguments in
            withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                inheritance.withLock { _ in
                    posix_spawn(&child, path, &actions, &attributes, arguments, environment)
                }
            }
        }
        guard error == 0 else { throw PseudoTerminalError.system("posix_spawn \(path)", error) }
        return child
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
