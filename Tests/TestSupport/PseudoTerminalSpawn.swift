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
        // Unlike `ttyname`, whose answer lies where another thread's may follow.
        var name = [CChar](repeating: 0, count: 64)
        let status = ttyname_r(terminal, &name, name.count)
        guard status == 0 else { throw PseudoTerminalError.system("ttyname_r", status) }
        let (child, error) = inheritance.withLock { _ in
            ChildProcess.start(path, arguments, environment: environment) {
                // A session leader that opens a terminal gets it as its controlling terminal.
                posix_spawn_file_actions_addopen(&$0, 0, name, O_RDWR, 0)
                posix_spawn_file_actions_adddup2(&$0, 0, 1)
                posix_spawn_file_actions_adddup2(&$0, 0, 2)
            }
        }
        guard error == 0 else { throw PseudoTerminalError.system("posix_spawn \(path)", error) }
        return child
    }
}
