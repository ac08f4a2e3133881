// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc

/// The program's entry: parses the command line and turns every outcome into an exit code.
@main
struct Main {
    @MainActor
    static func main() async {
        occupyStandardDescriptors()
        do {
            let command = try LiveConsoleCommand.parseAsRoot()
            if let command = command as? any ExecutableCommand {
                try await command.execute()
            } else {
                var command = command
                try command.run()
            }
        } catch let failure as CommandFailure {
            if !failure.message.isEmpty {
                StandardStream.error.say("live-console: \(failure.message)\n")
            }
            exit(failure.code.rawValue)
        } catch {
            leave(with: error)
        }
    }

    /// Puts the null device where a standard stream is closed, so that no file or socket that is
    /// opened later takes its number and is written to in its place.
    private static func occupyStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is taken, which is this one.
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Ends the program as ArgumentParser asks, with the contract's code for bad usage.
    private static func leave(with error: any Error) -> Never {
        let message = LiveConsoleCommand.fullMessage(for: error)
        guard LiveConsoleCommand.exitCode(for: error).isSuccess else {
            StandardStream.error.say(message + "\n")
            exit(ExitStatus.badUsage.rawValue)
        }
        StandardStream.output.write(message + "\n")
        exit(ExitStatus.success.rawValue)
    }
}

/// The root command; without a subcommand it is `run`.
struct LiveConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "live-console",
        abstract: "A terminal dashboard and session console for the Gemini Live API.",
        discussion: """
            Without a subcommand it opens the full-screen console. With no API key it talks to \
            an embedded Live API server, so nothing else is needed; with GEMINI_API_KEY or \
            GOOGLE_API_KEY set it talks to Google.

            Exit codes: 0 ok, 1 the run failed, 2 bad usage or input file, 3 could not connect or \
            authenticate, 130 on Ctrl-C.
            """,
        version: ProgramVersion.text,
        subcommands: [
            Run.self, Send.self, Serve.self, Cert.self, VAD.self, Devices.self, Keys.self,
            Themes.self, Doctor.self, Replay.self, Export.self, Check.self,
        ],
        defaultSubcommand: Run.self
    )
}

/// A command that runs on the main actor, where the terminal lives.
protocol ExecutableCommand: ParsableCommand {
    @MainActor
    func execute() async throws
}
