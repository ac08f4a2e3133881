// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import LiveEngine
import Recording

/// The argument of every command that reads a recorded session.
struct BundleArgument: ParsableArguments {
    @Argument(
        help: """
            The bundle, or a folder of bundles, of which the newest is taken. Default: the folder of \
            recordings.
            """
    )
    var bundle: String?

    /// A reader at the bundle's beginning.
    ///
    /// - Throws: `CommandFailure` with code 2 saying what is not as it should be.
    func open() throws(CommandFailure) -> BundleReader {
        let paths = StandardPaths(environment: ProcessInfo.processInfo.environment)
        return try BundleFinder.open(bundle, paths: paths)
    }

    /// What there is to say about a bundle.
    ///
    /// - Throws: `CommandFailure` with code 2 naming file and line.
    func report(_ reader: BundleReader, global: GlobalOptions) throws -> SessionReport {
        let environment = ProcessInfo.processInfo.environment
        let paths = StandardPaths(environment: environment)
        let (settings, _) = try global.settings(environment: environment, paths: paths)
        let terms = try SessionTerms(recorded: reader.meta.session, settings: settings)
        do throws(BundleError) {
            return try SessionReport(reading: reader, terms: terms)
        } catch {
            throw CommandFailure(.badUsage, "\(error).")
        }
    }
}

extension SessionTerms {
    /// What a recorded session might last, hold and cost.
    ///
    /// - Throws: `CommandFailure` if the program was built with a broken data file.
    init(recorded session: BundleSession, settings: Settings) throws(CommandFailure) {
        try self.init(
            model: session.model,
            route: SessionPlan.Route(recorded: session.route),
            settings: settings
        )
    }
}

extension SessionPlan.Route {
    /// The route that a bundle names.
    init(recorded name: String) {
        switch name {
        case "embedded": self = .embedded
        case "gemini": self = .gemini
        default: self = .url(name)
        }
    }
}
