// SPDX-License-Identifier: Apache-2.0

/// A program to run for a call: never through a shell, unless the shell is the program.
package struct ToolCommand: Sendable, Equatable {
    /// An absolute path, or a name that is looked up in `PATH`.
    package var program: String
    package var arguments: [String]
    /// Absolute.
    package var directory: String
    package var environment: CommandEnvironment
    /// Most bytes of standard output; a command that writes more is stopped.
    package var outputLimit: Int

    package static let defaultOutputLimit = 64 << 10

    package init(
        program: String,
        arguments: [String] = [],
        directory: String = "/",
        environment: CommandEnvironment = CommandEnvironment(),
        outputLimit: Int = ToolCommand.defaultOutputLimit
    ) {
        self.program = program
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.outputLimit = outputLimit
    }
}

/// The whole environment of a command.
///
/// A command sees a few harmless variables of ours, what the file passes on by name, and what the
/// file sets. Nothing else: a model that talks a command into printing its environment learns no
/// secret that the file did not hand over.
package struct CommandEnvironment: Sendable, Equatable {
    /// Names of variables that are passed on from our own environment.
    package var passed: [String]
    /// Variables with values of their own, which win.
    package var values: [String: String]

    /// What every command gets of our environment.
    package static let base = [
        "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LOGNAME", "PATH", "SHELL", "TMPDIR", "TZ", "USER",
    ]
    /// The variables that hold API keys; passing them on draws a warning.
    package static let keys: Set<String> = ["GEMINI_API_KEY", "GOOGLE_API_KEY"]

    package init(passed: [String] = [], values: [String: String] = [:]) {
        self.passed = passed
        self.values = values
    }

    /// The variables a command gets, given those of this process.
    package func resolved(from own: [String: String]) -> [String: String] {
        var variables: [String: String] = [:]
        for name in Self.base + passed { variables[name] = own[name] }
        return variables.merging(values) { $1 }
    }
}

extension CommandEnvironment {
    /// Whether a name can be an environment variable's: letters, digits and `_`, no digit first.
    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return false }
        return name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
}
