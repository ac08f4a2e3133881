// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console
import Foundation

/// `doctor`: looks at everything a session needs, and says how to mend what is not right.
struct Doctor: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find what is wrong with key, network, terminal and sound, and how to mend it.",
        discussion: """
            Takes the flags of `run`, and looks at what that would use. Listens to the microphone \
            for two seconds: speak meanwhile, or leave it out with --mic off. Nothing it hears is \
            sent or kept. Exits with 1 when something is wrong that keeps the console from working.
            """
    )

    @OptionGroup var session: SessionOptions
    @OptionGroup var sound: SoundOptions
    @OptionGroup var global: GlobalOptions

    func execute() async throws {
        let surroundings = Surroundings.ofProcess()
        let environment = surroundings.environment
        let report = DoctorReport()
        let paths = StandardPaths(environment: environment)
        let (stored, warnings) = try global.settings(environment: environment, paths: paths)
        let flags = sound.overlaid(on: session.settings)
        let settings = stored.overlaid(with: flags)

        report.announce("Configuration")
        report.write(configuration(paths, settings, warnings))
        report.announce("API key")
        report.write([surroundings.key(file: settings.apiKeyFile)])
        report.announce("Terminal")
        report.write(surroundings.terminal)
        let launch = try Launch(global: global, flags: flags, isHeard: true)
        report.announce("Session")
        report.write([await SessionTrial(host: try launch.host()).run()])
        try await examineSound(launch.plan.sound, report)
        report.announce("Optional parts")
        report.write(surroundings.optionalParts)
        guard report.wrongs == 0 else {
            let things = report.wrongs == 1 ? "1 thing is" : "\(report.wrongs) things are"
            throw CommandFailure(.runFailed, "\(things) wrong; see → above.")
        }
    }

    private func configuration(
        _ paths: StandardPaths,
        _ settings: Settings,
        _ warnings: [String]
    ) -> [Finding] {
        let path = global.config ?? paths.configurationFile
        let isThere = FileManager.default.fileExists(atPath: path)
        let file: Finding = isThere ? .fine("\(path) is read.") : .fine("\(path): none, defaults.")
        let oddities = warnings.map { Finding.doubtful($0, "Mend or remove the line.") }
        let name = settings.theme ?? ThemeFile.defaultParent
        let source = ThemeSource(name: name, loader: ThemeLoader(directories: paths.themeSearch))
        do throws(CommandFailure) {
            let loaded = try source.load()
            let odd = loaded.warnings.map { Finding.doubtful("\($0)", "Mend or remove the line.") }
            return [file] + oddities + odd + [.fine("The theme \(name) is whole.")]
        } catch {
            return [file] + oddities + [.wrong(error.message, "`live-console themes` lists them.")]
        }
    }

    private func examineSound(_ plan: SoundPlan, _ report: DoctorReport) async throws {
        let trial = SoundTrial(plan: plan)
        report.announce("Sound")
        report.write([await trial.speaker()])
        guard plan.microphoneSwitch != .off else {
            report.write([.fine("The microphone is left out, as asked.")])
            return
        }
        report.announce(
            "Microphone: speak for two seconds … (keys named below: the console's Audio pane)"
        )
        let findings = try await trial.microphone()
        // The console runs without a microphone: typed turns need none.
        report.write(
            findings.map {
                Finding(
                    level: $0.level == .wrong ? .doubtful : $0.level,
                    text: $0.text,
                    remedy: $0.remedy
                )
            }
        )
    }
}
