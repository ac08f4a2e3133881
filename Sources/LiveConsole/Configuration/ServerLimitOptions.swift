// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import EmbeddedServer
import TOMLFile

/// Flags for the limits of the embedded server's sessions; the defaults are the Live API's.
struct ServerLimitOptions: ParsableArguments {
    @Option(help: "Close a connection after this time, or `never`.", transform: LimitedTime.init)
    var connectionLife = LimitedTime(.seconds(600))

    @Option(help: "End a session after this time, or `never`.", transform: LimitedTime.init)
    var sessionLife = LimitedTime(.seconds(900))

    @Option(
        help: "End a session this long after its first picture, or `never`.",
        transform: LimitedTime.init
    )
    var sessionLifeVideo = LimitedTime(.seconds(120))

    @Option(help: "Announce the end with goAway this long before.", transform: Self.time)
    var goawayLead = Duration.seconds(60)

    @Option(help: "Tokens that a session's context may hold.")
    var contextTokens = 131_072

    func validate() throws {
        guard contextTokens >= 256 else {
            throw ValidationError("--context-tokens takes a number from 256.")
        }
    }

    /// Sets the limits of a server.
    func apply(to configuration: inout LiveServerConfiguration) {
        configuration.connectionLife = connectionLife.limit
        configuration.sessionLife = sessionLife.limit
        configuration.sessionLifeWithVideo = sessionLifeVideo.limit
        configuration.goAwayLead = goawayLead
        configuration.contextTokens = contextTokens
    }

    fileprivate static func time(_ text: String) throws -> Duration {
        guard let time = Duration(parsing: text) else {
            throw ValidationError("'\(text)' is no time; take one such as 500ms, 20s or 10m.")
        }
        return time
    }
}

/// A time after which something ends, or `never`.
struct LimitedTime: Sendable, Equatable {
    var limit: Duration?

    init(_ limit: Duration?) { self.limit = limit }

    init(_ text: String) throws {
        limit = text == "never" ? nil : try ServerLimitOptions.time(text)
    }
}
