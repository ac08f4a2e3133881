// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TOMLFile

/// Answers what the console asks about the configuration, one after the other: themes, keys,
/// layouts and profiles.
@MainActor
final class LookRequests {
    private let source: LookSource
    /// What sessions are set up with under a profile; nil where no session is to be had.
    private let profileSetup: ((String) throws(CommandFailure) -> Setup)?
    private let queue: ConsoleEventQueue
    /// The theme the configuration had when it was last read.
    private var configured: String
    /// The theme that was chosen since.
    private var chosen: String?
    private let requests: AsyncStream<Request>
    private let continuation: AsyncStream<Request>.Continuation

    private enum Request: Sendable {
        case reload
        case list
        case theme(String)
        case profile(String)
    }

    /// Prepares for requests after a look whose theme was asked for by `themeName`.
    init(
        _ source: LookSource,
        themeName: String,
        queue: ConsoleEventQueue,
        profileSetup: ((String) throws(CommandFailure) -> Setup)? = nil
    ) {
        self.source = source
        self.profileSetup = profileSetup
        self.queue = queue
        configured = themeName
        (requests, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(8))
    }

    /// Takes what concerns the look; false for other effects.
    func take(_ effect: ConsoleEffect) -> Bool {
        switch effect {
        case .reload: continuation.yield(.reload)
        case .listThemes: continuation.yield(.list)
        case .loadTheme(let name): continuation.yield(.theme(name))
        case .loadProfile(let name): continuation.yield(.profile(name))
        case .keepTheme(let name): chosen = name
        default: return false
        }
        return true
    }

    /// Answers until cancelled; what cannot be read leaves everything as it was.
    func run() async {
        for await request in requests {
            do throws(CommandFailure) {
                switch request {
                case .reload: try await reload()
                case .list:
                    await queue.post(.themes(source.choices))
                    await queue.post(.profiles(try source.configuration.profileNames()))
                case .theme(let name): try await load(name)
                case .profile(let name):
                    guard let setup = try profileSetup?(name) else { break }
                    await queue.post(.profileLoaded(name, setup))
                }
            } catch {
                await queue.post(.notice(Notice(.error, error.message)))
            }
        }
    }

    private func reload() async throws(CommandFailure) {
        let look = try source.load()
        // A theme chosen at run time stays, until the configuration names another one.
        if look.themeName != configured { chosen = nil }
        configured = look.themeName
        let theme = try chosen.map { name throws(CommandFailure) in try source.theme(name).load() }
        await queue.post(
            .configurationLoaded(
                theme: theme?.theme ?? look.theme,
                keymap: look.settings.keymap,
                presets: look.settings.presets
            )
        )
        let warnings = look.warnings + (theme?.warnings.map(\.description) ?? [])
        for text in warnings { await queue.post(.notice(Notice(.warning, text))) }
    }

    private func load(_ name: String) async throws(CommandFailure) {
        let loaded = try source.theme(name).load()
        chosen = name
        await queue.post(.themeLoaded(loaded.theme))
        for warning in loaded.warnings {
            await queue.post(.notice(Notice(.warning, "\(warning)")))
        }
    }
}
