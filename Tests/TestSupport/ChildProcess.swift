// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Starting programs without Foundation, which gives them neither a session nor a terminal.
enum ChildProcess {
    /// Starts a program as the leader of a session of its own, with all signals at their defaults.
    ///
    /// - Parameters:
    ///   - program: A path, or a name that is looked for in `PATH`.
    ///   - arguments: Those after its name.
    ///   - environment: All that it sees.
    ///   - prepareFiles: Says what its descriptors are.
    /// - Returns: The process; its error number where the system refused.
    static func start(
        _ program: String,
        _ arguments: [String],
        environment: [String: String],
        _ prepareFiles: (inout posix_spawn_file_actions_t) -> Void
    ) -> (process: pid_t, error: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        prepareFiles(&actions)

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
        let error = withCStrings([program] + arguments) { arguments in
            withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawnp(&child, program, &actions, &attributes, arguments, environment)
            }
        }
        return (child, error)
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
