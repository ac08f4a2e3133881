// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Recording
import TerminalUI

/// `export`: a recorded session as a report or as sound.
struct Export: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn a recorded session into a report or a sound file.",
        discussion: """
            md, json and html go to standard output without --out. wav has the user on the left and \
            the model on the right, as they sounded together.
            """
    )

    /// What a session can be turned into.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case md
        case json
        case wav
        case html
    }

    @OptionGroup var bundle: BundleArgument

    @Option(help: "What to make of it.")
    var to: Format

    @Option(help: "Write to FILE.")
    var out: String?

    @OptionGroup var global: GlobalOptions

    func execute() async throws {
        let reader = try bundle.open()
        if to == .wav { return try writeSound(of: reader) }
        let report = try bundle.report(reader, global: global)
        let text =
            switch to {
            case .json: JSONReport.text(report)
            // For people: what was said is in them, and must command no terminal.
            case .html: TerminalText.sanitized(HTMLReport.text(report))
            case .md, .wav: TerminalText.sanitized(MarkdownReport.text(report))
            }
        guard let out else { return StandardStream.output.write(text) }
        do { try Data(text.utf8).write(to: URL(filePath: out)) } catch {
            throw CommandFailure(.badUsage, "Cannot write \(out): \(error.localizedDescription)")
        }
    }

    private func writeSound(of reader: BundleReader) throws {
        guard let out else {
            throw CommandFailure(.badUsage, "--to wav needs --out FILE.")
        }
        guard FileManager.default.createFile(atPath: out, contents: nil),
            let file = FileHandle(forWritingAtPath: out)
        else { throw CommandFailure(.badUsage, "Cannot write \(out).") }
        var dataBytes = 0
        do {
            try file.write(contentsOf: StereoExport.header(dataBytes: 0))
            try StereoExport.samples(of: reader) { samples in
                try file.write(contentsOf: samples)
                dataBytes += samples.count
            }
            try file.seek(toOffset: 0)
            try file.write(contentsOf: StereoExport.header(dataBytes: dataBytes))
            try file.close()
        } catch let error as BundleError {
            throw CommandFailure(.badUsage, "\(error).")
        } catch {
            throw CommandFailure(.runFailed, "Cannot write \(out): \(error.localizedDescription)")
        }
    }
}
