// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// The person's own editor, run on a text in a file of its own.
struct OutsideEditor {
    /// What the shell is to run.
    let command: String
    private let environment: [String: String]

    /// Takes $VISUAL, else $EDITOR, else vi.
    init(environment: [String: String]) {
        let wanted = ["VISUAL", "EDITOR"].compactMap { environment[$0] }
        command = wanted.first { !$0.isEmpty } ?? "vi"
        self.environment = environment
    }

    /// Runs the editor on the terminal and returns the text as it was left; blocks until then.
    func edit(_ text: String) -> Result<String, CommandFailure> {
        let path = NSTemporaryDirectory() + "live-console-\(UUID().uuidString).json"
        defer { unlink(path) }
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard
            FileManager.default.createFile(
                atPath: path,
                contents: Data((text + "\n").utf8),
                attributes: attributes
            )
        else { return .failure(CommandFailure(.runFailed, "\(path) cannot be written.")) }
        guard run(on: path) == 0 else {
            return .failure(CommandFailure(.runFailed, "The editor \(command) failed."))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            return .failure(CommandFailure(.runFailed, "\(path) cannot be read any more."))
        }
        let edited = String(decoding: data, as: UTF8.self)
        return .success(String(edited.hasSuffix("\n") ? edited.dropLast() : edited[...]))
    }

    /// The editor's exit status; -1 when it could not be run.
    ///
    /// It has the terminal to itself, as a shell's jobs have: a Ctrl-C in it is its own.
    private func run(on path: String) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/tty", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&usual)
        for signal in [SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let words = ["sh", "-c", "exec \(command) \"$1\"", "sh", path]
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child = pid_t()
        let error = posix_spawn(
            &child,
            "/bin/sh",
            &actions,
            &attributes,
            &arguments,
            &variables
        )
        guard error == 0 else { return -1 }
        return wait(for: child)
    }

    private func wait(for child: pid_t) -> Int32 {
        // Taking the terminal back from the background stops who does not ignore this.
        let before = signal(SIGTTOU, SIG_IGN)
        defer { _ = signal(SIGTTOU, before) }
        tcsetpgrp(STDIN_FILENO, child)
        defer { tcsetpgrp(STDIN_FILENO, getpgrp()) }
        // It may have asked for the terminal before it was its own.
        kill(-child, SIGCONT)
        var status: Int32 = 0
        while true {
            let ended = waitpid(child, &status, WUNTRACED)
            if ended < 0, errno == EINTR { continue }
            guard ended == child else { return -1 }
            guard status & 0xFF == 0x7F else { return status }
            // Nobody else could continue it.
            tcsetpgrp(STDIN_FILENO, child)
            kill(-child, SIGCONT)
        }
    }
}
