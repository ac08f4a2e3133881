// SPDX-License-Identifier: Apache-2.0

import Glibc
import LiveAPI
import Testing
import ToolRuns

@Suite(.timeLimit(.minutes(1))) struct CommandRunnerTests {
    private let runner = CommandRunner(
        grace: .milliseconds(50),
        environment: [
            "PATH": "/usr/bin:/bin", "HOME": "/home/x", "GEMINI_API_KEY": "secret", "TOKEN": "t",
        ]
    )

    @Test func argumentsComeOnStandardInputAsOneObject() async {
        let outcome = await runner.run(Self.command("cat"), arguments: ["city": "Tromsø", "n": 3])
        #expect(outcome.ending == .replied(["city": "Tromsø", "n": 3]))
    }

    @Test(arguments: [
        (#"printf '{"a": 1}\n'"#, #"{"a":1}"#), ("echo '[1, 2]'", #"{"result":[1,2]}"#),
        ("echo 42", #"{"result":42}"#),
        (#"printf 'two\nlines\n\n'"#, #"{"output":"two\nlines"}"#),
        ("true", #"{"output":""}"#), (#"printf '\377'"#, #"{"output":"\ufffd"}"#),
    ])
    func outputBecomesTheResponse(script: String, response: String) async throws {
        let object = try #require(try JSONValue(parsing: response).objectValue)
        #expect(await runner.run(Self.shell(script), arguments: [:]).ending == .replied(object))
    }

    @Test func failureTellsExitStatusAndFirstLineOfStandardError() async {
        let script = "echo '{}'; printf '\\n  \\nno such city\\nmore\\n' >&2; exit 3"
        let outcome = await runner.run(Self.shell(script), arguments: [:])
        #expect(outcome.ending == .failed("The command failed with exit status 3: no such city"))
        #expect(outcome.diagnostics == "\n  \nno such city\nmore\n")
    }

    @Test func deathBySignalIsTold() async {
        let outcome = await runner.run(Self.shell("kill -9 $$"), arguments: [:])
        #expect(outcome.ending == .failed("The command died of signal 9"))
    }

    @Test func inputNeedNotBeRead() async {
        let long = JSONValue.string(String(repeating: "x", count: 60 << 10))
        let outcome = await runner.run(Self.shell("exec <&-; echo ok"), arguments: ["a": long])
        #expect(outcome.ending == .replied(["output": "ok"]))
    }

    @Test func argumentsThatNoPipeHoldsAreRefused() async {
        let long = JSONValue.string(String(repeating: "x", count: 64 << 10))
        let outcome = await runner.run(Self.command("cat"), arguments: ["a": long])
        #expect(outcome.ending == .failed("The arguments are larger than 64 KiB."))
    }

    @Test func tooMuchOutputStopsTheCommand() async throws {
        let scratch = try ScratchDirectory()
        var command = Self.shell("echo $$ > \(scratch.file("pid")); exec yes")
        command.outputLimit = 1000
        let outcome = await runner.run(command, arguments: [:])
        #expect(
            outcome.ending == .failed("The command was stopped: it wrote more than 1000 bytes.")
        )
        let processes = await scratch.processes(in: "pid", count: 1)
        #expect(!processes.contains(where: isAlive))
    }

    @Test func floodOfStandardErrorNeitherBlocksNorIsKept() async {
        let script = "yes | head -c 1000000 >&2; echo ok"
        let outcome = await runner.run(Self.shell(script), arguments: [:])
        #expect(outcome.ending == .replied(["output": "ok"]))
        #expect(outcome.diagnostics.utf8.count == CommandRunner.diagnosticsLimit)
    }

    @Test func environmentIsWhatTheFileStates() async {
        var command = Self.command("env")
        command.environment = CommandEnvironment(passed: ["TOKEN", "ABSENT"], values: ["A": "b=c"])
        guard case .replied(let response) = await runner.run(command, arguments: [:]).ending else {
            Issue.record("the command failed")
            return
        }
        let lines = response["output"]?.stringValue?.split(separator: "\n").sorted()
        #expect(lines == ["A=b=c", "HOME=/home/x", "PATH=/usr/bin:/bin", "TOKEN=t"])
    }

    @Test func keysAreHandedOverOnlyByName() {
        let own = ["GEMINI_API_KEY": "secret"]
        #expect(CommandEnvironment().resolved(from: own) == [:])
        #expect(CommandEnvironment(passed: ["GEMINI_API_KEY"]).resolved(from: own) == own)
    }

    @Test func directoryIsWhatTheFileStates() async throws {
        let scratch = try ScratchDirectory()
        var command = Self.command("pwd")
        command.directory = scratch.path
        #expect(
            await runner.run(command, arguments: [:]).ending
                == .replied(["output": .string(scratch.path)])
        )
    }

    @Test func commandLeadsASessionOfItsOwn() async {
        let script = "read -r a b c d e f g </proc/$$/stat; echo \"{\\\"$$\\\": $f}\""
        guard
            case .replied(let response) = await runner.run(Self.shell(script), arguments: [:])
                .ending
        else {
            Issue.record("the command failed")
            return
        }
        #expect(response.members.map { $0.key == "\($0.value.integerValue ?? 0)" } == [true])
    }

    @Test func commandThatCannotStartIsNamed() async {
        let missing = await runner.run(Self.command("no-such-command"), arguments: [:])
        #expect(missing.ending == .failed("The command \"no-such-command\" is not installed."))
        let path = await runner.run(Self.command("/nowhere/tool"), arguments: [:])
        #expect(path.ending == .failed("The command \"/nowhere/tool\" is not installed."))
        var astray = Self.command("cat")
        astray.directory = "/nowhere"
        #expect(
            await runner.run(astray, arguments: [:]).ending
                == .failed("The command's directory \"/nowhere\" cannot be entered.")
        )
    }

    @Test(arguments: [
        // A child and a grandchild that die of SIGTERM.
        "sleep 1000 & echo $! $$ > PIDS; wait",
        // Both ignore SIGTERM.
        "trap '' TERM; sleep 1000 & echo $! $$ > PIDS; wait",
        // The child dies of SIGTERM, its child ignores it.
        "(trap '' TERM; exec sleep 1000) & echo $! $$ > PIDS; wait",
        // The same with closed outputs, so that the child's end is all there is to wait for.
        "exec >&- 2>&-; (trap '' TERM; exec sleep 1000) & echo $! $$ > PIDS; wait",
    ])
    func cancellationEndsTheWholeGroup(script: String) async throws {
        let scratch = try ScratchDirectory()
        let command = Self.shell(script.replacing("PIDS", with: scratch.file("pids")))
        let processes = await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await runner.run(command, arguments: [:]) }
            let processes = await scratch.processes(in: "pids", count: 2)
            #expect(processes.count == 2 && processes.allSatisfy(isAlive))
            group.cancelAll()
            return processes
        }
        await eventually { !processes.contains(where: isAlive) }
    }

    @Test func everyProcessIsAskedToEndBeforeItIsKilled() async throws {
        let scratch = try ScratchDirectory()
        let grandchild = "trap 'echo bye > BYE; exit' TERM; echo $$ >> PIDS; sleep 1000 & wait"
        let script = "sh -c \"$GRANDCHILD\" & trap '' TERM; echo $$ >> PIDS; wait"
        var command = Self.shell(script)
        command.directory = scratch.path
        command.environment.values["GRANDCHILD"] = grandchild
        // The grace is never used up, since all end when asked.
        let patient = CommandRunner(grace: .seconds(50))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [command] in _ = await patient.run(command, arguments: [:]) }
            _ = await scratch.processes(in: "PIDS", count: 2)
            group.cancelAll()
        }
        #expect(scratch.contents(of: "BYE") == "bye\n")
    }

    @Test func whatACommandLeavesInTheBackgroundIsNotWaitedFor() async throws {
        let script = "sleep 1000 & echo \"{\\\"left\\\": $!}\""
        let outcome = await runner.run(Self.shell(script), arguments: [:])
        guard case .replied(let response) = outcome.ending,
            let left = response["left"]?.integerValue
        else {
            Issue.record("\(outcome)")
            return
        }
        #expect(isAlive(pid_t(left)))
        kill(pid_t(left), SIGKILL)
    }

    @Test func descriptorsAreNotLeaked() async {
        _ = await runner.run(Self.command("true"), arguments: [:])
        let before = Self.openDescriptors
        for _ in 0..<20 {
            _ = await runner.run(Self.shell("echo x; exit 1"), arguments: ["a": 1])
            _ = await runner.run(Self.command("no-such-command"), arguments: ["a": 1])
        }
        // Other tests open descriptors meanwhile, but not one for each of these runs.
        #expect(Self.openDescriptors < before + 20)
    }

    private static var openDescriptors: Int { (0..<1024).count { fcntl($0, F_GETFD) >= 0 } }

    private static func command(_ program: String, _ arguments: String...) -> ToolCommand {
        ToolCommand(program: program, arguments: arguments)
    }

    private static func shell(_ script: String) -> ToolCommand { command("sh", "-c", script) }
}
